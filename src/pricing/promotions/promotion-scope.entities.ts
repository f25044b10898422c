import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export const TARGET_ROLES = ['buy', 'get'] as const;
export type TargetRole = (typeof TARGET_ROLES)[number];

export const TARGET_KINDS = ['product', 'category', 'brand', 'product_group'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/**
 * What a promotion is on: the products that must be bought, and those that are got. A category or group holds those
 * below it, a template its variants. Without a foreign key: a target that is gone goes on restricting the promotion.
 */
@Entity('promotion_targets')
@Index('ix_promotion_targets_target', ['target_id', 'promotion_id'])
@Check('ck_promotion_targets_role', `role IN ('buy', 'get')`)
@Check('ck_promotion_targets_kind', `kind IN ('product', 'category', 'brand', 'product_group')`)
export class PromotionTarget {
  @ForeignKey('Promotion', { name: 'fk_promotion_targets_promotion', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_promotion_targets' })
  promotion_id: string;

  @PrimaryColumn('character varying', { length: 10, primaryKeyConstraintName: 'pk_promotion_targets' })
  role: TargetRole;

  @PrimaryColumn('character varying', { length: 20, primaryKeyConstraintName: 'pk_promotion_targets' })
  kind: TargetKind;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_promotion_targets' })
  target_id: string;
}

/** A price group that a promotion is for; without any it is for everybody. */
@Entity('promotion_price_groups')
export class PromotionPriceGroup {
  @ForeignKey('Promotion', { name: 'fk_promotion_price_groups_promotion', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_promotion_price_groups' })
  promotion_id: string;

  @Index('ix_promotion_price_groups_group')
  @ForeignKey('PriceGroup', { name: 'fk_promotion_price_groups_group', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_promotion_price_groups' })
  price_group_id: string;
}

/** A location where a promotion holds; without any it holds everywhere. */
@Entity('promotion_locations')
export class PromotionLocation {
  @ForeignKey('Promotion', { name: 'fk_promotion_locations_promotion', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_promotion_locations' })
  promotion_id: string;

  @Index('ix_promotion_locations_location')
  @ForeignKey('Location', { name: 'fk_promotion_locations_location', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_promotion_locations' })
  location_id: string;
}
