/** Where readers find the API from outside: what links and citations begin with. */
export class PublicAddress {
  constructor(readonly url: string) {}
}
