using System.Text.Json;
using System.Text.Json.Nodes;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Rlp;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Verifier.State;

/// <summary>Reads storage words with proofs against a block's state root, where the node gives such proofs.</summary>
/// <param name="client">The node.</param>
/// <param name="head">The block.</param>
internal sealed class StateReader(EthereumClient client, ChainHead head)
{
    private const int MaximumNodes = 65;
    private const int MaximumNodeLength = 1 << 12;

    /// <summary>Reads words of a contract.</summary>
    /// <returns>The words, proven; null where the node gives no proofs (of that block).</returns>
    /// <exception cref="InvalidDataException">The node's proofs prove nothing.</exception>
    public async Task<IReadOnlyList<Bytes32>?> ReadProvenAsync(Address contract, IReadOnlyList<Bytes32> slots, CancellationToken cancellationToken)
    {
        JsonElement answer;
        try
        {
            var keys = new JsonArray([.. slots.Select(slot => JsonValue.Create(slot.ToString()))]);
            answer = await client.Rpc.CallAsync(
                new JsonRpcRequest("eth_getProof", contract.ToString(), keys, HexData.EncodeQuantity(head.Number)), cancellationToken).ConfigureAwait(false);
        }
        catch (JsonRpcException)
        {
            return null;
        }

        try
        {
            Bytes32 storageRoot = ReadAccount(contract, Nodes(answer, "accountProof"));
            JsonElement[] proofs = [.. answer.GetProperty("storageProof").EnumerateArray()];
            if (proofs.Length != slots.Count) throw new InvalidDataException($"The node proved {proofs.Length} words of {slots.Count}.");
            return [.. slots.Select((slot, i) => ReadWord(storageRoot, slot, Nodes(proofs[i], "proof")))];
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or RlpException)
        {
            throw new InvalidDataException($"The node's proof is malformed: {e.Message}", e);
        }
    }

    private static byte[][] Nodes(JsonElement element, string member)
    {
        JsonElement list = element.GetProperty(member);
        if (list.GetArrayLength() > MaximumNodes) throw new InvalidDataException($"The node's proof has {list.GetArrayLength()} nodes.");
        byte[][] nodes = [.. list.EnumerateArray().Select(node => HexData.Decode(node.GetString()))];
        return nodes.All(node => node.Length <= MaximumNodeLength) ? nodes : throw new InvalidDataException("A node of the proof is too long.");
    }

    private Bytes32 ReadAccount(Address contract, byte[][] nodes)
    {
        byte[] encoded = MerkleProof.Read(head.StateRoot, Keccak256.HashData(contract.ToArray()), nodes)
            ?? throw new InvalidDataException($"The state of block {head.Number} has no account {contract}.");
        RlpReader account = new RlpReader(encoded).ReadList();
        _ = account.ReadUInt64(); // nonce
        _ = account.ReadUInt256(); // balance
        return Bytes32.FromBytes(account.ReadBytes(Bytes32.ByteCount));
    }

    private static Bytes32 ReadWord(Bytes32 storageRoot, Bytes32 slot, byte[][] nodes)
    {
        byte[]? encoded = MerkleProof.Read(storageRoot, Keccak256.HashData(slot.ToArray()), nodes);
        return encoded is null ? Bytes32.Zero : Bytes32.FromUInt256(new RlpReader(encoded).ReadUInt256());
    }
}
