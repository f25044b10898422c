import { ApiKey } from './api-keys/api-key.entity.js';
import { LoginFailure } from './auth/login-failure.entity.js';
import { Employee } from './employees/employee.entity.js';
import { Role } from './roles/role.entity.js';
import { RefreshToken } from './sessions/refresh-token.entity.js';
import { Session } from './sessions/session.entity.js';
import { User } from './users/user.entity.js';

export const identityEntities = [Role, User, Session, RefreshToken, LoginFailure, ApiKey, Employee];
