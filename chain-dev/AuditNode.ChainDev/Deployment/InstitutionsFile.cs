using System.Text.Json;
using System.Text.Json.Serialization;
using AuditNode.Chain;

namespace AuditNode.ChainDev.Deployment;

/// <summary>
/// The founding members as a JSON file: an array of objects with name, roles (of "validator", "worker", "auditor", "regulator"), account
/// (or keyFile, whose account it is), and optionally keyFile, proofKeyFile and tlsFingerprint. Paths are relative to the file.
/// </summary>
public static class InstitutionsFile
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads the file.</summary>
    /// <exception cref="ChainDevException">The file cannot be read, or an entry is wrong; the message names entry and field.</exception>
    public static IReadOnlyList<Institution> Read(string path)
    {
        Entry[] entries;
        try
        {
            entries = JsonSerializer.Deserialize<Entry[]>(File.ReadAllText(path), Format) ?? [];
        }
        catch (JsonException e)
        {
            // The parser's own words name types of this program, which say nothing to whoever wrote the file.
            throw Wrong(path, $"wrong at {e.Path ?? "$"}, line {e.LineNumber + 1}{(e.InnerException is FormatException inner ? $": {inner.Message.TrimEnd('.')}" : "")}. It is an array of objects with name, roles, account (or keyFile), and optionally "
                + "keyFile, proofKeyFile and tlsFingerprint (docs/poa-network.md).", e);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, e.Message, e);
        }
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var institutions = entries.Select((entry, i) => Check(entry, i, path, folder)).ToList();
        if (!institutions.Exists(institution => institution.Roles.HasFlag(InstitutionRoles.Validator)))
            throw Wrong(path, "no institution has the role \"validator\", so nobody could ever vote.");
        if (institutions.GroupBy(institution => institution.Account).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Wrong(path, $"account {twice.Key} appears {twice.Count()} times.");
        return institutions;
    }

    private static Institution Check(Entry entry, int index, string path, string folder)
    {
        var where = $"entry {index + 1}{(entry.Name is { } name ? $" ({name})" : "")}";
        if (entry.Roles is not { Length: > 0 } names)
            throw Wrong(path, $"{where}: roles must name at least one of validator, worker, auditor, regulator.");
        var roles = InstitutionRoles.None;
        foreach (var role in names)
            roles |= Parse(role)
                ?? throw Wrong(path, $"{where}: roles contains \"{role}\", not one of validator, worker, auditor, regulator.");

        var keyPath = Resolve(folder, entry.KeyFile);
        if (keyPath is null != entry.ProofKeyFile is null)
            throw Wrong(path, $"{where}: keyFile and proofKeyFile go together: a transaction of the account registers the proof key.");
        var ofKey = keyPath is null ? (Address?)null : AccountOf(keyPath);
        var account = entry.Account ?? ofKey ?? throw Wrong(path, $"{where}: account or keyFile is missing.");
        if (ofKey is { } other && other != account)
            throw Wrong(path, $"{where}: keyFile belongs to {other}, not to account {account}.");
        return new Institution(entry.Name ?? account.ToString(), account, roles)
        {
            KeyPath = keyPath,
            ProofKeyPath = Resolve(folder, entry.ProofKeyFile),
            TlsFingerprint = entry.TlsFingerprint ?? Bytes32.Zero,
        };
    }

    private static InstitutionRoles? Parse(string? role) => role switch
    {
        "validator" => InstitutionRoles.Validator,
        "worker" => InstitutionRoles.Worker,
        "auditor" => InstitutionRoles.Auditor,
        "regulator" => InstitutionRoles.Regulator,
        _ => null,
    };

    private static Address AccountOf(string keyPath)
    {
        using var key = KeyFile.Read(keyPath);
        return key.Address;
    }

    private static string? Resolve(string folder, string? path) => path is null ? null : Path.GetFullPath(path, folder);

    private static ChainDevException Wrong(string path, string reason, Exception? inner = null) =>
        new(ChainDevError.Usage, $"{path}: {reason}", inner);

    private sealed record Entry(
        string? Name, string?[]? Roles, Address? Account, string? KeyFile, string? ProofKeyFile, Bytes32? TlsFingerprint);
}
