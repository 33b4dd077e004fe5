using System.Text.Json;
using System.Text.Json.Serialization;
using AuditNode.Chain;
using AuditNode.ChainDev.Processes;

namespace AuditNode.ChainDev.Deployment;

/// <summary>Where the audit contracts of a consortium are.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="FirstBlock">The block before the first of them: where to begin to look for their events.</param>
/// <param name="InstitutionRegistry">Members, roles and proof keys.</param>
/// <param name="JobRegistry">Jobs and consents.</param>
/// <param name="AuditLedger">Record hashes.</param>
/// <param name="PrivacyBudget">Privacy spent of datasets.</param>
/// <param name="TrustRegistry">Trust scores.</param>
/// <param name="AuditChallenge">Auditors' questions.</param>
public sealed record AuditContracts(
    ulong ChainId, ulong FirstBlock, Address InstitutionRegistry, Address JobRegistry, Address AuditLedger, Address PrivacyBudget,
    Address TrustRegistry, Address AuditChallenge)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>All addresses.</summary>
    [JsonIgnore]
    public IReadOnlyList<Address> All => [InstitutionRegistry, JobRegistry, AuditLedger, PrivacyBudget, TrustRegistry, AuditChallenge];

    /// <summary>Reads the file that <see cref="Write"/> wrote.</summary>
    /// <exception cref="ChainDevException">The file cannot be read or holds something else.</exception>
    public static AuditContracts Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditContracts>(File.ReadAllText(path), Format) ?? throw new JsonException("it holds null");
        }
        catch (Exception e) when (e is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new ChainDevException(ChainDevError.DataDirectory, $"{path} does not name deployed contracts: {e.Message}", e);
        }
    }

    /// <summary>Writes chain and addresses as JSON, whole or not at all.</summary>
    public void Write(string path) => PrivateFile.Write(path, JsonSerializer.Serialize(this, Format) + "\n");
}
