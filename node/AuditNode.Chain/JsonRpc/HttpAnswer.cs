using System.Net;

namespace AuditNode.Chain.JsonRpc;

/// <summary>What a node answered, before anything is known about its content.</summary>
internal sealed record HttpAnswer(HttpStatusCode Status, ReadOnlyMemory<byte> Content, TimeSpan? RetryAfter);
