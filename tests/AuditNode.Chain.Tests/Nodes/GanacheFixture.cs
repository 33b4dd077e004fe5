namespace AuditNode.Chain.Tests.Nodes;

/// <summary>One ganache for the tests of a class.</summary>
public sealed class GanacheFixture : IChainFixture
{
    private DevelopmentChain? chain;

    DevelopmentChain IChainFixture.Chain => chain!;

    public async Task InitializeAsync() => chain = await DevelopmentChain.StartGanacheAsync();

    public Task DisposeAsync() => chain?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
