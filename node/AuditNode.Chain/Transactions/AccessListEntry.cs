using AuditNode.Chain.Rlp;

namespace AuditNode.Chain.Transactions;

/// <summary>An account and slots of its storage that a transaction announces to touch (https://eips.ethereum.org/EIPS/eip-2930).</summary>
/// <param name="Address">The account.</param>
/// <param name="StorageKeys">The slots, possibly none.</param>
public sealed record AccessListEntry(Address Address, IReadOnlyList<Bytes32> StorageKeys)
{
    internal static void WriteList(RlpWriter writer, IReadOnlyList<AccessListEntry> list)
    {
        writer.StartList();
        foreach (var entry in list)
        {
            writer.StartList();
            writer.WriteBytes(entry.Address.ToArray());
            writer.StartList();
            foreach (var key in entry.StorageKeys)
                writer.WriteBytes(key.ToArray());
            writer.EndList();
            writer.EndList();
        }
        writer.EndList();
    }

    internal static List<AccessListEntry> ReadList(ref RlpReader fields)
    {
        List<AccessListEntry> list = [];
        var entries = fields.ReadList();
        while (!entries.IsAtEnd)
        {
            var entry = entries.ReadList();
            var address = Address.FromBytes(entry.ReadBytes(Address.ByteCount));
            List<Bytes32> keys = [];
            var slots = entry.ReadList();
            while (!slots.IsAtEnd)
                keys.Add(Bytes32.FromBytes(slots.ReadBytes(Bytes32.ByteCount)));
            entry.End();
            list.Add(new AccessListEntry(address, keys));
        }
        return list;
    }
}
