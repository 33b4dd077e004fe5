using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Chain.Rlp;
using AuditNode.Chain.Transactions;

namespace AuditNode.ChainDev.Poa;

/// <summary>The seal of a Clique block (EIP-225): the signature in the last 65 bytes of its extra data.</summary>
internal static class CliqueSeal
{
    private const int Length = 65; // r, s, and the parity of y

    // The header's fields in their order (Yellow Paper, section 4.4; baseFeePerGas by EIP-1559). Quantities are integers, without
    // leading zeros.
    private static readonly (string Name, bool IsQuantity)[] Fields =
    [
        ("parentHash", false), ("sha3Uncles", false), ("miner", false), ("stateRoot", false), ("transactionsRoot", false),
        ("receiptsRoot", false), ("logsBloom", false), ("difficulty", true), ("number", true), ("gasLimit", true), ("gasUsed", true),
        ("timestamp", true), ("extraData", false), ("mixHash", false), ("nonce", false), ("baseFeePerGas", true),
    ];

    /// <summary>The signer of a block as JSON-RPC gives it.</summary>
    /// <exception cref="FormatException">The block is not sealed by this rule.</exception>
    public static Address RecoverSigner(JsonElement block)
    {
        var extraData = HexData.Decode(block.GetProperty("extraData").GetString());
        if (extraData.Length < Length || extraData[^1] > 1)
            throw new FormatException("The block's extra data holds no seal.");
        var seal = extraData.AsSpan(extraData.Length - Length);
        var signature = new Signature(Bytes32.FromBytes(seal[..32]), Bytes32.FromBytes(seal[32..64]), seal[64] == 1);
        if (!signature.TryRecover(Keccak256.HashData(Unsealed(block, extraData[..^Length])), out var signer))
            throw new FormatException("The block's seal is not a signature.");
        return signer.Address;
    }

    private static byte[] Unsealed(JsonElement block, byte[] extraData)
    {
        var writer = new RlpWriter();
        writer.StartList();
        foreach (var (name, isQuantity) in Fields)
        {
            var text = block.GetProperty(name).GetString();
            if (isQuantity)
                writer.WriteInteger(HexData.DecodeQuantity(text));
            else
                writer.WriteBytes(name == "extraData" ? extraData : HexData.Decode(text));
        }
        writer.EndList();
        return writer.ToArray();
    }
}
