import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { AuditModule } from '../audit/index.js';
import { AppConfig } from '../config/app-config.js';
import { SettingsModule } from '../settings/index.js';
import { AdministratorSeeder } from './administrator.seeder.js';
import { ApiKeyAuthentication } from './api-keys/api-key-authentication.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { AccessTokens } from './auth/access-tokens.js';
import { AccountController } from './auth/account.controller.js';
import { AccountService } from './auth/account.service.js';
import { AuthController } from './auth/auth.controller.js';
import { CredentialCheck } from './auth/credential-check.js';
import { JwtStrategy } from './auth/jwt.strategy.js';
import { LoginLockout } from './auth/login-lockout.js';
import { LoginUseCase } from './auth/login.use-case.js';
import { Passwords } from './auth/passwords.js';
import { RefreshUseCase } from './auth/refresh.use-case.js';
import { RegisterUseCase } from './auth/register.use-case.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { EmployeesController } from './employees/employees.controller.js';
import { EmployeesService } from './employees/employees.service.js';
import { IdentityPurge } from './identity-purge.js';
import { RolesController } from './roles/roles.controller.js';
import { RolesService } from './roles/roles.service.js';
import { Sessions } from './sessions/sessions.js';
import { ListUsersQuery } from './users/list-users.query.js';
import { UserAccounts } from './users/user-accounts.js';
import { UserChanges } from './users/user-changes.js';
import { UserLifecycleService } from './users/user-lifecycle.service.js';
import { UsersController } from './users/users.controller.js';
import { UsersService } from './users/users.service.js';
import { UserDirectory } from './user-directory.js';

const AUTHENTICATION = [
  AccessTokens,
  ApiKeyAuthentication,
  AuthenticationGuard,
  JwtStrategy,
  Passwords,
  Sessions,
];
const SIGN_IN = [
  AccountService,
  CredentialCheck,
  LoginLockout,
  LoginUseCase,
  RefreshUseCase,
  RegisterUseCase,
];
const PEOPLE = [ListUsersQuery, UserAccounts, UserChanges, UserDirectory, UserLifecycleService, UsersService];

@Module({
  imports: [
    AuditModule,
    SettingsModule,
    PassportModule,
    JwtModule.registerAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({ secret: config.jwt_secret }),
    }),
  ],
  controllers: [
    AuthController,
    AccountController,
    UsersController,
    RolesController,
    EmployeesController,
    ApiKeysController,
  ],
  providers: [
    ...AUTHENTICATION,
    ...SIGN_IN,
    ...PEOPLE,
    AdministratorSeeder,
    ApiKeysService,
    EmployeesService,
    IdentityPurge,
    RolesService,
  ],
  exports: [AuthenticationGuard, AdministratorSeeder, UserDirectory],
})
export class IdentityModule {}
