using AuditNode.Contracts.Generator.Model;

namespace AuditNode.Contracts.Generator.Artifacts;

/// <summary>
/// The comments of a contract, as the compiler writes them out
/// (https://docs.soliditylang.org/en/latest/natspec-format.html#documentation-output).
/// </summary>
internal sealed class NatSpec(JsonValue artifact)
{
    private readonly JsonValue? developer = artifact.Optional("devdoc");
    private readonly JsonValue? user = artifact.Optional("userdoc");

    /// <summary>Of the contract itself.</summary>
    public Documentation Contract
    {
        get
        {
            var (title, notice, details) = (Text(developer, "title"), Text(user, "notice"), Text(developer, "details"));
            return title.Length == 0 ? new Documentation(notice, details) : new Documentation(title, $"{notice} {details}".Trim());
        }
    }

    /// <summary>Of a member.</summary>
    /// <param name="kind">methods, events or errors.</param>
    /// <param name="signature">"append(bytes32,uint64)", or "constructor".</param>
    public Documentation Of(string kind, string signature) =>
        new(Text(Entry(user, kind, signature), "notice"), Text(Entry(developer, kind, signature), "details"));

    /// <summary>Of a parameter of a member.</summary>
    public string Parameter(string kind, string signature, string name) =>
        name.Length == 0 ? "" : Text(Entry(developer, kind, signature)?.Optional("params"), name);

    /// <summary>Of a value that a function returns. Values without a name are called _0, _1, ...</summary>
    public string Output(string signature, string name, int index) =>
        Text(Entry(developer, "methods", signature)?.Optional("returns"), name.Length == 0 ? $"_{index}" : name);

    // Errors of one signature may come from several places, so their entries are lists.
    private static JsonValue? Entry(JsonValue? documents, string kind, string signature)
    {
        var entry = documents?.Optional(kind)?.Optional(signature);
        if (kind != "errors" || entry is not { } list)
            return entry;
        foreach (var first in list.Items())
            return first;
        return null;
    }

    private static string Text(JsonValue? json, string name) => json?.Optional(name)?.Text() ?? "";
}
