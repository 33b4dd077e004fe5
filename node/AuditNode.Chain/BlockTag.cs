using System.Text.Json.Nodes;

namespace AuditNode.Chain;

/// <summary>Which block's state a request means: a number, or a name (execution API, "Block tag"). There is no "pending": PoA nodes do
/// not have it.</summary>
public readonly record struct BlockTag
{
    private readonly ulong number;
    private readonly string? name;

    private BlockTag(ulong number, string? name) => (this.number, this.name) = (number, name);

    /// <summary>The head of the chain; the default.</summary>
    public static BlockTag Latest => default;

    /// <summary>The oldest block that the node has, block 0 on all but pruned nodes.</summary>
    public static BlockTag Earliest { get; } = new(0, "earliest");

    /// <summary>The newest block that the chain's consensus calls safe; not known to PoA nodes.</summary>
    public static BlockTag Safe { get; } = new(0, "safe");

    /// <summary>The newest block that the chain's consensus calls final; not known to PoA nodes.</summary>
    public static BlockTag Finalized { get; } = new(0, "finalized");

    /// <summary>The block of a number on the canonical chain.</summary>
    public static BlockTag Number(ulong number) => new(number, "");

    /// <summary>The block of a number on the canonical chain.</summary>
    public static implicit operator BlockTag(ulong number) => Number(number);

    /// <summary>The form in requests.</summary>
    public override string ToString() => name switch
    {
        null => "latest",
        "" => HexData.EncodeQuantity(number),
        _ => name,
    };

    internal JsonNode ToJson() => JsonValue.Create(ToString());
}
