using System.Text.Json.Serialization;
using AuditNode.Chain.Json;

namespace AuditNode.Chain.Sending;

/// <summary>A signed form of a transaction; later ones offer higher fees.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Raw">Its bytes.</param>
public sealed record SignedVersion(Bytes32 Hash, [property: JsonConverter(typeof(DataJsonConverter))] byte[] Raw);
