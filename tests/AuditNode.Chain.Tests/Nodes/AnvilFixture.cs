namespace AuditNode.Chain.Tests.Nodes;

/// <summary>One anvil for the tests of a class.</summary>
public sealed class AnvilFixture : IChainFixture
{
    private DevelopmentChain? chain;

    DevelopmentChain IChainFixture.Chain => chain!;

    public async Task InitializeAsync() => chain = await DevelopmentChain.StartAnvilAsync();

    public Task DisposeAsync() => chain?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
