import { CreateGround1795200000100 } from './1795200000100-CreateGround.js';
import { CreateSettings1795200000200 } from './1795200000200-CreateSettings.js';
import { CreateAudit1795200000300 } from './1795200000300-CreateAudit.js';
import { CreateIdentity1795200000400 } from './1795200000400-CreateIdentity.js';
import { CreateLocations1795200000500 } from './1795200000500-CreateLocations.js';
import { CreateCatalog1795200000600 } from './1795200000600-CreateCatalog.js';
import { CreatePartners1795200000700 } from './1795200000700-CreatePartners.js';
import { CreateDocuments1795200000800 } from './1795200000800-CreateDocuments.js';
import { CreatePricing1795200000900 } from './1795200000900-CreatePricing.js';
import { CreateInventory1795200001000 } from './1795200001000-CreateInventory.js';
import { CreatePayments1795200001100 } from './1795200001100-CreatePayments.js';
import { CreateSales1795200001200 } from './1795200001200-CreateSales.js';
import { CreateReports1795200001300 } from './1795200001300-CreateReports.js';
import { DeepenCatalog1795300000100 } from './1795300000100-DeepenCatalog.js';
import { CreateVariantsAndBundles1795300000150 } from './1795300000150-CreateVariantsAndBundles.js';
import { CreateProductMedia1795300000160 } from './1795300000160-CreateProductMedia.js';
import { CreateProductImports1795300000170 } from './1795300000170-CreateProductImports.js';
import { DeepenPartners1795300000200 } from './1795300000200-DeepenPartners.js';
import { CreatePriceRules1795300000300 } from './1795300000300-CreatePriceRules.js';
import { CreateCustomerAccounts1795300000400 } from './1795300000400-CreateCustomerAccounts.js';
import { CreateLoyalty1795300000500 } from './1795300000500-CreateLoyalty.js';
import { DeepenSales1795300000600 } from './1795300000600-DeepenSales.js';
import { DeepenDocuments1795400000100 } from './1795400000100-DeepenDocuments.js';
import { DeepenStockLedger1795400000200 } from './1795400000200-DeepenStockLedger.js';
import { PostStockByLot1795400000210 } from './1795400000210-PostStockByLot.js';
import { MoveAndPromiseStock1795400000220 } from './1795400000220-MoveAndPromiseStock.js';
import { RebuildStock1795400000230 } from './1795400000230-RebuildStock.js';
import { PartitionStockMovements1795400000250 } from './1795400000250-PartitionStockMovements.js';
import { CreateStockOperations1795400000300 } from './1795400000300-CreateStockOperations.js';
import { CreatePurchasing1795400000400 } from './1795400000400-CreatePurchasing.js';
import { SellTrackedStock1795400000500 } from './1795400000500-SellTrackedStock.js';
import { OrderIdsByMicrosecond1795400000600 } from './1795400000600-OrderIdsByMicrosecond.js';

/** In the order in which they run. */
export const migrations = [
  CreateGround1795200000100,
  CreateSettings1795200000200,
  CreateAudit1795200000300,
  CreateIdentity1795200000400,
  CreateLocations1795200000500,
  CreateCatalog1795200000600,
  CreatePartners1795200000700,
  CreateDocuments1795200000800,
  CreatePricing1795200000900,
  CreateInventory1795200001000,
  CreatePayments1795200001100,
  CreateSales1795200001200,
  CreateReports1795200001300,
  DeepenCatalog1795300000100,
  CreateVariantsAndBundles1795300000150,
  CreateProductMedia1795300000160,
  CreateProductImports1795300000170,
  DeepenPartners1795300000200,
  CreatePriceRules1795300000300,
  CreateCustomerAccounts1795300000400,
  CreateLoyalty1795300000500,
  DeepenSales1795300000600,
  DeepenDocuments1795400000100,
  DeepenStockLedger1795400000200,
  PostStockByLot1795400000210,
  MoveAndPromiseStock1795400000220,
  RebuildStock1795400000230,
  PartitionStockMovements1795400000250,
  CreateStockOperations1795400000300,
  CreatePurchasing1795400000400,
  SellTrackedStock1795400000500,
  OrderIdsByMicrosecond1795400000600,
];
