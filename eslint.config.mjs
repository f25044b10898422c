import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const HTTP_EXCEPTIONS = {
  selector: 'ImportDeclaration[source.value="@nestjs/common"] > ImportSpecifier[imported.name=/Exception$/]',
  message: 'HTTP is known to src/common and to controllers alone: throw a DomainError of your context.',
};
const PROCESS_ENV = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'The environment is read once, in src/config: inject AppConfig.',
};
const CURRENT_TIME = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Ask Clock, so that tests can set it.',
  },
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'Ask Clock (or performance.now() for a duration), so that tests can set it.',
  },
];
const UNRUN_TESTS = [
  {
    selector:
      'CallExpression[callee.property.name=/^(skip|only|todo)$/][callee.object.name=/^(it|test|describe)$/]',
    message: 'Every test runs.',
  },
  {
    selector:
      'CallExpression[callee.object.object.name=/^(it|test|describe)$/][callee.object.property.name=/^(skip|only)$/]',
    message: 'Every test runs.',
  },
  {
    selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
    message: 'Every test runs.',
  },
];

const SPECS = ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts'];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'coverage', '.data'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-params': ['error', { max: 6 }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      // Nest modules are classes without members.
      '@typescript-eslint/no-extraneous-class': 'off',
      // What the database and class-validator guarantee, the compiler cannot know.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // process.env['NAME']: index access shows that the name is not checked.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-inferrable-types': ['error', { ignoreProperties: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      'no-restricted-syntax': ['error', PROCESS_ENV, HTTP_EXCEPTIONS, ...CURRENT_TIME],
      // `page.map(ProductResponse.from)` is how rows become answers.
      '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/common/**/*.ts', 'src/**/*.controller.ts'],
    rules: { 'no-restricted-syntax': ['error', PROCESS_ENV, ...CURRENT_TIME] },
  },
  {
    files: ['src/config/**/*.ts', 'src/main.ts', 'ormconfig.ts'],
    rules: { 'no-restricted-syntax': ['error', HTTP_EXCEPTIONS, ...CURRENT_TIME] },
  },
  {
    // These run outside the application: no Clock is there.
    files: [
      'src/common/time/clock.ts',
      'src/config/embedded/**/*.ts',
      'scripts/**/*.ts',
      'demo/**/*.ts',
      'bench/**/*.ts',
      'soak/**/*.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['migrations/*.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['test/**/*.ts', ...SPECS],
    rules: {
      'no-restricted-syntax': ['error', ...UNRUN_TESTS],
      '@typescript-eslint/explicit-function-return-type': 'off',
      '@typescript-eslint/require-await': 'off',
      // Bodies of answers and doubles are loose by nature.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: SPECS, rules: { 'max-lines': 'off' } },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        require: 'readonly',
        module: 'writable',
        fetch: 'readonly',
        setTimeout: 'readonly',
        performance: 'readonly',
      },
    },
  },
);
