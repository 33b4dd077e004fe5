using AuditNode.Chain.Tests.Nodes;

namespace AuditNode.Chain.Tests.Client;

public sealed class GanacheClientTests(GanacheFixture fixture) : EthereumClientTests(fixture, "ganache"), IClassFixture<GanacheFixture>;
