using AuditNode.Chain;
using AuditNode.Chain.Rlp;

namespace AuditNode.Verifier.State;

/// <summary>
/// Proofs that a Merkle Patricia trie holds a value (Yellow Paper, appendix D; the nodes are those that eth_getProof returns, EIP-1186). Who
/// trusts a block's state root needs to trust nobody for what lies under it.
/// </summary>
public static class MerkleProof
{
    private const int Nibbles = 2 * Bytes32.ByteCount;
    private const int BranchLength = 17;
    private const int MaximumNodes = Nibbles + 1;

    /// <summary>Follows a proof.</summary>
    /// <param name="root">The trie's root.</param>
    /// <param name="key">Keccak-256 of the key.</param>
    /// <param name="nodes">The encoded nodes from the root on, of untrusted origin.</param>
    /// <returns>The value; null where the trie provably has none.</returns>
    /// <exception cref="InvalidDataException">The nodes prove nothing.</exception>
    public static byte[]? Read(Bytes32 root, Bytes32 key, IReadOnlyList<byte[]> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        if (nodes.Count > MaximumNodes) throw new InvalidDataException($"The proof has {nodes.Count} nodes; a path has at most {MaximumNodes}.");
        byte[] path = ToNibbles(key);
        Bytes32 expected = root;
        int position = 0;
        for (int i = 0; i < nodes.Count; i++)
        {
            if (Keccak256.HashData(nodes[i]) != expected) throw new InvalidDataException($"Node {i} of the proof is not the one that the node above it names.");
            byte[][] items = ReadNode(nodes[i]);
            byte[] next;
            if (items.Length == BranchLength)
            {
                if (position == Nibbles) return items[^1].Length > 0 ? items[^1] : null;
                next = items[path[position++]];
            }
            else
            {
                (byte[] part, bool isLeaf) = ReadPath(items[0]);
                if (!path.AsSpan(position).StartsWith(part)) return null;
                position += part.Length;
                if (isLeaf) return position == Nibbles ? items[1] : throw new InvalidDataException("A leaf of the proof ends before the key does.");
                next = items[1];
            }

            if (next.Length == 0) return null;
            // Nodes of less than 32 bytes stand within their parents; none with a hash as its value is so short.
            expected = next.Length == Bytes32.ByteCount ? Bytes32.FromBytes(next) : throw new InvalidDataException("The proof leads through a node within another.");
        }

        throw new InvalidDataException("The proof ends before it says what lies under the key.");
    }

    private static byte[][] ReadNode(byte[] node)
    {
        try
        {
            var reader = new RlpReader(node);
            RlpReader list = reader.ReadList();
            reader.End();
            var items = new List<byte[]>();
            while (!list.IsAtEnd && items.Count <= BranchLength)
            {
                if (!list.IsList) items.Add(list.ReadBytes().ToArray());
                else items.Add([.. SkipList(ref list)]);
            }

            return items.Count is 2 or BranchLength ? [.. items] : throw new InvalidDataException($"A node of the proof has {items.Count} items.");
        }
        catch (RlpException e)
        {
            throw new InvalidDataException($"A node of the proof is no RLP: {e.Message}", e);
        }
    }

    // A node within a node, off the path or refused on it: one byte stands for it.
    private static byte[] SkipList(ref RlpReader list)
    {
        _ = list.ReadList();
        return [0];
    }

    private static (byte[] Nibbles, bool IsLeaf) ReadPath(byte[] encoded)
    {
        if (encoded.Length == 0 || encoded[0] >= 0x40) throw new InvalidDataException("A path of the proof is malformed.");
        bool isOdd = (encoded[0] & 0x10) != 0;
        var nibbles = new List<byte>();
        if (isOdd) nibbles.Add((byte)(encoded[0] & 0xf));
        foreach (byte two in encoded.AsSpan(1))
        {
            nibbles.Add((byte)(two >> 4));
            nibbles.Add((byte)(two & 0xf));
        }

        return ([.. nibbles], (encoded[0] & 0x20) != 0);
    }

    private static byte[] ToNibbles(Bytes32 key)
    {
        var nibbles = new byte[Nibbles];
        byte[] bytes = key.ToArray();
        for (int i = 0; i < bytes.Length; i++) (nibbles[2 * i], nibbles[(2 * i) + 1]) = ((byte)(bytes[i] >> 4), (byte)(bytes[i] & 0xf));
        return nibbles;
    }
}
