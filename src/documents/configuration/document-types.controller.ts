import { Body, Controller, Get, Param, Patch, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import { DocumentTypesService } from './document-types.service.js';
import { DocumentTypeDetailResponse } from './dto/document-type-detail.response.js';
import { DocumentTypeResponse } from './dto/document-type.response.js';
import { SaveWorkflowDto } from './dto/save-workflow.dto.js';
import { UpdateDocumentTypeDto } from './dto/update-document-type.dto.js';

@ApiTags('document types')
@Controller('document-types')
export class DocumentTypesController {
  constructor(private readonly types: DocumentTypesService) {}

  /** List the types of documents. */
  @Get()
  @RequirePermission('documents:read')
  @ApiOkResponse({ type: [DocumentTypeResponse] })
  async list(): Promise<DocumentTypeResponse[]> {
    return (await this.types.list()).map(DocumentTypeResponse.from);
  }

  /** Get a type with its statuses, the ways between them, and its approval rules. */
  @Get(':code')
  @RequirePermission('documents:read')
  @ApiOkResponse({ type: DocumentTypeDetailResponse })
  get(@Param('code') code: string): Promise<DocumentTypeDetailResponse> {
    return this.types.get(code);
  }

  /** Change the sent fields of a type. */
  @Put(':code')
  @RequirePermission('documents:configure')
  @ApiOkResponse({ type: DocumentTypeDetailResponse })
  put(
    @CurrentCaller() caller: Caller,
    @Param('code') code: string,
    @Body() input: UpdateDocumentTypeDto,
    @IfMatch() version?: number,
  ): Promise<DocumentTypeDetailResponse> {
    return this.types.update(caller, { code, version }, input);
  }

  /** Change the sent fields of a type. */
  @Patch(':code')
  @RequirePermission('documents:configure')
  @ApiOkResponse({ type: DocumentTypeDetailResponse })
  patch(
    @CurrentCaller() caller: Caller,
    @Param('code') code: string,
    @Body() input: UpdateDocumentTypeDto,
    @IfMatch() version?: number,
  ): Promise<DocumentTypeDetailResponse> {
    return this.types.update(caller, { code, version }, input);
  }

  /** Replace a type's statuses and the ways between them as a whole; every reason against it is named. */
  @Put(':code/workflow')
  @RequirePermission('documents:configure')
  @ApiOkResponse({ type: DocumentTypeDetailResponse })
  putWorkflow(
    @CurrentCaller() caller: Caller,
    @Param('code') code: string,
    @Body() input: SaveWorkflowDto,
    @IfMatch() version?: number,
  ): Promise<DocumentTypeDetailResponse> {
    return this.types.replaceWorkflow(caller, { code, version }, input);
  }
}
