using System.Buffers;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Records;
using AuditNode.Records.Archives;
using AuditNode.Records.Bundles;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Verifier.Archives;

/// <summary>
/// Any number of archives and bundles, read as one. Nothing of them is trusted, and nothing is written. Safe for concurrent use.
/// </summary>
public sealed class ArchiveSet
{
    /// <summary>The name of the contract of privacy budgets in bundles.</summary>
    public const string BudgetName = "PrivacyBudget";

    private const int BufferLength = 1 << 17;

    private readonly List<ArchiveSource> _sources = [];
    private readonly ArchiveLimits _limits;

    private ArchiveSet(ArchiveLimits limits) => _limits = limits;

    /// <summary>The archives that could be opened.</summary>
    public IReadOnlyList<ArchiveSource> Sources => _sources;

    /// <summary>Opens archives (folders) and bundles (files). What cannot be opened becomes a finding.</summary>
    /// <param name="locations">Paths.</param>
    /// <param name="limits">What they may hold.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    public static ArchiveSet Open(
        IReadOnlyList<string> locations, ArchiveLimits limits, FindingList findings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(locations);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(findings);
        var set = new ArchiveSet(limits);
        foreach (string location in locations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (File.Exists(location)) set.OpenBundle(location, findings);
            else if (FolderGuard.FirstFault(location, limits, cancellationToken) is { } fault) findings.Add(fault);
            else set._sources.Add(new ArchiveSource(location, new ArchiveFolder(location), FindingCode.ArchiveUnreadable));
        }

        return set;
    }

    /// <summary>All of them as one archive.</summary>
    internal CombinedArchive Combined => new([.. _sources.Select(source => source.Reader)]);

    /// <summary>The ledger that a bundle names; null where none does.</summary>
    public Address? Ledger => Named(BundleHeader.Ledger);

    /// <summary>The contract of privacy budgets that a bundle names; null where none does.</summary>
    public Address? Budget => Named(BudgetName);

    /// <summary>Finds bundles that were made for another chain or other contracts.</summary>
    /// <param name="chain">The chain that was asked.</param>
    /// <param name="findings">Takes what is wrong.</param>
    internal void CompareWith(ChainTrail chain, FindingList findings)
    {
        foreach ((ArchiveSource source, BundleHeader header) in Headers())
        {
            if ((ulong)header.ChainId != chain.ChainId) Report($"It is of chain {header.ChainId}, and the node is of chain {chain.ChainId}.");
            if (header.Contracts[BundleHeader.Ledger] != chain.Contracts.Ledger)
                Report($"It is for ledger {header.Contracts[BundleHeader.Ledger]}, and {chain.Contracts.Ledger} was asked.");
            if (chain.Contracts.Budget is { } budget && header.Contracts.TryGetValue(BudgetName, out Address named) && named != budget)
                Report($"It names {named} as {BudgetName}, and {budget} was asked.");
            void Report(string reason) => findings.Add(new Finding(FindingCode.BundleElsewhere, reason) { File = source.Name });
        }
    }

    /// <summary>The jobs of which an archive has something, in ascending order.</summary>
    public IReadOnlyList<Bytes32> ListJobs() => [.. _sources.SelectMany(source => source.Reader.ListJobs()).Distinct().Order()];

    /// <summary>Reads an artifact whose bytes are those of its digest, from whichever archive has it so.</summary>
    /// <param name="sha256">The digest.</param>
    /// <param name="maximumBytes">The most bytes that it may have.</param>
    /// <param name="cancellationToken">Honoured while it is read.</param>
    /// <returns>Null where no archive has it intact.</returns>
    public async ValueTask<byte[]?> ReadArtifactAsync(Bytes32 sha256, int maximumBytes, CancellationToken cancellationToken = default)
    {
        int limit = Math.Min(maximumBytes, _limits.MaximumArtifactBytes);
        foreach (ArchiveSource source in _sources)
        {
            try
            {
                if (!source.Reader.ContainsArtifact(sha256)) continue;
                Stream content = source.Reader.OpenArtifact(sha256);
                await using (content.ConfigureAwait(false))
                {
                    if (await ReadAsync(content, limit, cancellationToken).ConfigureAwait(false) is { } bytes && Bytes32.FromBytes(SHA256.HashData(bytes)) == sha256)
                        return bytes;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The check of artifacts tells what is wrong with this copy; another archive may have a better one.
            }
        }

        return null;
    }

    /// <summary>Digest and length of what an archive has under a digest, in bounded memory.</summary>
    /// <param name="source">The archive.</param>
    /// <param name="sha256">The digest.</param>
    /// <param name="cancellationToken">Honoured while it is read.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal static async ValueTask<(Bytes32 Sha256, long ByteCount)> MeasureAsync(ArchiveSource source, Bytes32 sha256, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            long count = 0;
            Stream content = source.Reader.OpenArtifact(sha256);
            await using (content.ConfigureAwait(false))
            {
                while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
                {
                    hash.AppendData(buffer, 0, read);
                    count += read;
                }
            }

            return (Bytes32.FromBytes(hash.GetHashAndReset()), count);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private IEnumerable<(ArchiveSource Source, BundleHeader Header)> Headers()
    {
        foreach (ArchiveSource source in _sources)
        {
            if (source.Reader is BundleReader { Header: var header }) yield return (source, header);
        }
    }

    private Address? Named(string contract)
    {
        foreach ((_, BundleHeader header) in Headers())
        {
            if (header.Contracts.TryGetValue(contract, out Address address)) return address;
        }

        return null;
    }

    private void OpenBundle(string location, FindingList findings)
    {
        try
        {
            if (new FileInfo(location).LinkTarget is not null) throw new IOException("It is a link. Name the file itself.");
            _sources.Add(new ArchiveSource(location, BundleReader.Open(location), FindingCode.BundleDamaged));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RecordFormatException)
        {
            findings.Add(new Finding(e is ArchiveException { Fault: ArchiveFault.Damaged or ArchiveFault.TooLong } ? FindingCode.BundleDamaged : FindingCode.ArchiveUnreadable, e.Message)
            {
                File = location,
            });
        }
    }

    private static async ValueTask<byte[]?> ReadAsync(Stream content, int limit, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                if (bytes.Length + read > limit) return null;
                bytes.Write(buffer, 0, read);
            }

            return bytes.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
