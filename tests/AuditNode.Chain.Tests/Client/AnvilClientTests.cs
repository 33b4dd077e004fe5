using AuditNode.Chain.Tests.Nodes;

namespace AuditNode.Chain.Tests.Client;

public sealed class AnvilClientTests(AnvilFixture fixture) : EthereumClientTests(fixture, "anvil"), IClassFixture<AnvilFixture>;
