namespace AuditNode.Ckks.SealFormat.Tests;

/// <summary>Tests that run SEAL take turns: its processes are large.</summary>
[CollectionDefinition(Name)]
public sealed class SealCollection : ICollectionFixture<SealSessions>
{
    public const string Name = "SEAL";
}
