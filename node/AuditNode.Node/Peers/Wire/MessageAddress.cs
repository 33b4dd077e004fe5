using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Peers;

/// <summary>Which message: job, sender, receiver and number. Names the resource of its upload, too.</summary>
/// <param name="JobId">The job.</param>
/// <param name="From">Name of the sending party.</param>
/// <param name="To">Name of the receiving party.</param>
/// <param name="Sequence">Number among the messages of this sender to this receiver, from 0.</param>
public sealed record MessageAddress(Bytes32 JobId, string From, string To, long Sequence)
{
    /// <summary>The most messages of one party to another in a job.</summary>
    public const long MaximumSequence = (1L << 24) - 1;

    private const string Prefix = "/v1/jobs/";

    /// <summary>The path of the upload: <c>/v1/jobs/{job}/{from}/{to}/{sequence}</c>, the job as 64 lower-case hexadecimal digits.</summary>
    public string Path => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{JobId.ToString()[2..]}/{From}/{To}/{Sequence}");

    /// <summary>Reads what <see cref="Path"/> gives, and nothing else.</summary>
    /// <param name="path">A path of foreign origin.</param>
    /// <param name="address">What it names.</param>
    public static bool TryParse(string? path, [NotNullWhen(true)] out MessageAddress? address)
    {
        address = null;
        if (path is null || path.Length > 256 || !path.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        string[] parts = path[Prefix.Length..].Split('/');
        if (parts.Length != 4 || !PartyName.IsValid(parts[1]) || !PartyName.IsValid(parts[2])) return false;
        if (!Bytes32.TryParse("0x" + parts[0], out Bytes32 job)
            || !long.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence) || sequence > MaximumSequence)
        {
            return false;
        }

        var read = new MessageAddress(job, parts[1], parts[2], sequence);
        if (read.Path != path) return false; // leading zeros, upper case
        address = read;
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"message {Sequence} from {From} to {To} in job {JobId}";
}
