export { AdministratorSeeder } from './administrator.seeder.js';
export { AuthenticationGuard } from './authentication.guard.js';
export { IdentityModule } from './identity.module.js';
export { UserDirectory, type DirectoryEntry } from './user-directory.js';
