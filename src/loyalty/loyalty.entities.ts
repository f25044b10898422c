export const loyaltyEntities = [];
