/** The codes of the types of documents that purchasing keeps. */
export const REQUEST = 'purchase_request';
export const ORDER = 'purchase_order';
export const RECEIPT = 'delivery_receipt';
export const RETURN = 'supplier_return';

export const PURCHASING_PERMISSIONS = { read: 'purchasing:read', write: 'purchasing:write' } as const;
export const RECEIVING_PERMISSIONS = { read: 'purchasing:read', write: 'purchasing:receive' } as const;
