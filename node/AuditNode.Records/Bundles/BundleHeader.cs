using System.Collections.Immutable;
using AuditNode.Chain;
using AuditNode.Records.Canonical;

namespace AuditNode.Records.Bundles;

/// <summary>What a bundle is about: the first line of its index.</summary>
/// <param name="ChainId">The chain's id (EIP-155), 1 to 2^53 - 1.</param>
/// <param name="Contracts">Addresses of the consortium's contracts by name, <c>AuditLedger</c> among them.</param>
/// <param name="Jobs">The jobs whose records it holds, in ascending order.</param>
/// <param name="EntryCount">Its files.</param>
/// <param name="ByteCount">The bytes of all files together.</param>
public sealed record BundleHeader(
    long ChainId, IReadOnlyDictionary<string, Address> Contracts, IReadOnlyList<Bytes32> Jobs, int EntryCount, long ByteCount)
{
    /// <summary>The schema of bundles.</summary>
    public const string Schema = "auditnode.bundle/1";

    /// <summary>The contract that every bundle names.</summary>
    public const string Ledger = "AuditLedger";

    /// <summary>The most contracts.</summary>
    public const int MaximumContracts = 32;

    /// <summary>The most jobs.</summary>
    public const int MaximumJobs = 4096;

    /// <summary>The most files.</summary>
    public const int MaximumEntries = 1 << 18;

    internal const int MaximumLineLength = 1 << 19;

    internal byte[] ToLine()
    {
        Validate();
        return [.. ToValue().ToBytes(), (byte)'\n'];
    }

    internal static BundleHeader Read(ReadOnlySpan<byte> line)
    {
        var reader = new MemberReader(CanonicalReader.ReadObject(line, MaximumLineLength));
        reader.Schema(Schema);
        MemberReader contracts = reader.Object("contracts");
        var header = new BundleHeader(
            reader.Integer("chainId", 1, CanonicalValue.MaximumInteger),
            contracts.Names.ToImmutableSortedDictionary(name => name, contracts.Address, StringComparer.Ordinal),
            [.. reader.Items("jobs", MaximumJobs).Select(ReadJob)],
            (int)reader.Integer("entries", 0, MaximumEntries),
            reader.Integer("bytes", 0, CanonicalValue.MaximumInteger));
        reader.End();
        header.Validate();
        return header;
    }

    private CanonicalObject ToValue() => new MemberWriter()
        .Add("schema", Schema)
        .Add("chainId", ChainId)
        .Add("contracts", new CanonicalObject(Contracts.Select(contract =>
            KeyValuePair.Create<string, CanonicalValue>(contract.Key, new CanonicalText(Convert.ToHexStringLower(contract.Value.ToArray()))))))
        .Add("jobs", Jobs.Select(job => new CanonicalText(Convert.ToHexStringLower(job.ToArray()))))
        .Add("entries", EntryCount)
        .Add("bytes", ByteCount)
        .ToObject();

    private static Bytes32 ReadJob(CanonicalValue value, int index) =>
        Bytes32.FromBytes(HexText.Decode($"jobs[{index}]", (value as CanonicalText)?.Value ?? string.Empty, Bytes32.ByteCount, Bytes32.ByteCount));

    private void Validate()
    {
        if (ChainId is < 1 or > CanonicalValue.MaximumInteger) throw new RecordFormatException("chainId", $"It is {ChainId}; it must lie in [1, {CanonicalValue.MaximumInteger}].");
        if (!Contracts.ContainsKey(Ledger)) throw new RecordFormatException("contracts", $"The address of {Ledger} is missing.");
        if (Contracts.Count > MaximumContracts || !Contracts.Keys.All(ArtifactReference.IsValidName))
            throw new RecordFormatException("contracts", $"There may be {MaximumContracts}, with names of a-z, A-Z, 0-9, '.', '-' and '_'.");
        if (Jobs.Count > MaximumJobs) throw new RecordFormatException("jobs", $"There are {Jobs.Count}; there may be {MaximumJobs}.");
        for (int i = 1; i < Jobs.Count; i++)
        {
            if (Jobs[i - 1].CompareTo(Jobs[i]) >= 0) throw new RecordFormatException($"jobs[{i}]", "Jobs ascend, each once.");
        }
    }
}
