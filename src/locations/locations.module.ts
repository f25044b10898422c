import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { LocationDirectory } from './location-directory.js';
import { LocationReads } from './location-reads.js';
import { LocationsController } from './locations.controller.js';
import { LocationsService } from './locations.service.js';
import { RegisterReads } from './registers/register-reads.js';
import { RegistersController } from './registers/registers.controller.js';
import { RegistersService } from './registers/registers.service.js';

@Module({
  imports: [AuditModule],
  controllers: [LocationsController, RegistersController],
  providers: [LocationDirectory, LocationReads, LocationsService, RegisterReads, RegistersService],
  exports: [LocationDirectory],
})
export class LocationsModule {}
