import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import { Public } from '../../common/auth/public.decorator.js';
import { AboutResponse } from './about.response.js';

@ApiTags('system')
@Public()
@SkipThrottle({ default: true, signing_in: true })
@Controller()
export class AboutController {
  /** Name, version and where to look next. */
  @Get()
  @ApiOkResponse({ type: AboutResponse })
  about(): AboutResponse {
    return new AboutResponse();
  }
}
