namespace AuditNode.Chain.Tests.Nodes;

/// <summary>A chain that the tests of a class share.</summary>
public interface IChainFixture : IAsyncLifetime
{
    internal DevelopmentChain Chain { get; }
}
