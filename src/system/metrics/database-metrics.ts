import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { Metrics } from './metrics.js';

/** How busy the connections are. Requests that wait for one are the first sign of too small a pool. */
@Injectable()
export class DatabaseMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    const pool = (): Pool | undefined =>
      (this.dataSource.driver as PostgresDriver).master as Pool | undefined;
    this.gauge('open', 'Connections to the database.', () => pool()?.totalCount);
    this.gauge('idle', 'Connections that nobody uses.', () => pool()?.idleCount);
    this.gauge('waiting', 'Requests that wait for a connection.', () => pool()?.waitingCount);
  }

  private gauge(name: string, help: string, read: () => number | undefined): void {
    new Gauge({
      name: `opentill_database_connections_${name}`,
      help,
      registers: [this.metrics.registry],
      collect() {
        this.set(read() ?? 0);
      },
    });
  }
}
