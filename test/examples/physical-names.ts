const NAME_PROPERTY =
  /^(?:(?:Function|Role|Table|Topic|Queue|Bucket|LogGroup|Domain|Secret|Alias|Rule|ManagedPolicy|Parameter|Group|DBCluster|DBInstance|DBSubnetGroup|DBClusterParameterGroup|DBProxy)(?:Name|Identifier)|Name)$/;
/** Named within their API only. */
const WITHIN_ANOTHER = ['AWS::ApiGateway::Stage', 'AWS::ApiGateway::Model'];

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
}

/** Values by which an operator or another account sees a resource; what points to another resource is no name. */
export function physicalNames(resources: Record<string, Resource>): string[] {
  const pointsToResource = (value: string) => Object.keys(resources).some((id) => value.includes(`"${id}"`));
  return Object.values(resources)
    .filter(({ Type }) => !WITHIN_ANOTHER.includes(Type))
    .flatMap(({ Properties = {} }) => {
      const tags = (Array.isArray(Properties.Tags) ? Properties.Tags : []) as { Key: string; Value: unknown }[];
      return [
        ...Object.entries(Properties).filter(([property]) => NAME_PROPERTY.test(property)),
        ...tags.filter(({ Key }) => Key === 'Name').map(({ Key, Value }) => [Key, Value] as const),
      ].map(([, value]) => JSON.stringify(value));
    })
    .filter((value) => !pointsToResource(value));
}
