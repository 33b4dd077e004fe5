namespace AuditNode.Chain.Tests.Interchange;

/// <summary>Tests that share one Node.js process, and so take turns.</summary>
[CollectionDefinition(Name)]
public sealed class InteropCollection : ICollectionFixture<InteropSession>
{
    public const string Name = "viem and ethers";
}
