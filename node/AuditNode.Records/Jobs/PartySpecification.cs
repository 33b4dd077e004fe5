using AuditNode.Chain;
using AuditNode.Records.Canonical;
using AuditNode.Records.Operations;

namespace AuditNode.Records.Jobs;

/// <summary>A party of a job: which institution it is, what it does, where it is reached.</summary>
/// <param name="Name">The name in the protocol: 1 to 64 of a-z, 0-9, '.', '-' and '_', not starting with a point.</param>
/// <param name="Institution">The institution's chain address.</param>
/// <param name="Roles">What it does; <see cref="JobPartyRoles.Data"/> exactly where it has columns.</param>
/// <param name="Endpoint">Where its node listens to peers: an absolute https URI of at most 256 characters, without user, query and fragment.</param>
/// <param name="Columns">Its columns, in the order of features.</param>
public sealed record PartySpecification(string Name, Address Institution, JobPartyRoles Roles, string Endpoint, IReadOnlyList<ColumnSpecification> Columns)
{
    /// <summary>The most characters of an endpoint.</summary>
    public const int MaximumEndpointLength = 256;

    /// <summary>The most columns.</summary>
    public const int MaximumColumns = 1024;

    private static readonly (JobPartyRoles Role, string Text)[] s_roles =
        [(JobPartyRoles.Computing, "computing"), (JobPartyRoles.Data, "data"), (JobPartyRoles.KeyHolder, "key-holder")];

    internal void Validate(string path)
    {
        if (!RecordText.IsLabel(Name)) throw new RecordFormatException($"{path}.name", RecordText.LabelRule);
        if (Institution.IsZero) throw new RecordFormatException($"{path}.institution", "It must be an institution's address, not zero.");
        ValidateRoles($"{path}.roles");
        if (Endpoint is not { Length: <= MaximumEndpointLength } || !Uri.TryCreate(Endpoint, UriKind.Absolute, out Uri? uri) || uri.Scheme != Uri.UriSchemeHttps
            || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.OriginalString != Endpoint)
        {
            throw new RecordFormatException(
                $"{path}.endpoint", $"It must be an https URI of at most {MaximumEndpointLength} characters without user, query and fragment, for example 'https://hospital.example:7443'.");
        }

        if (Columns.Count > MaximumColumns) throw new RecordFormatException($"{path}.columns", $"There are {Columns.Count}; there may be {MaximumColumns}.");
        for (int i = 0; i < Columns.Count; i++) Columns[i].Validate($"{path}.columns[{i}]");
        if (Columns.Select(column => column.Name).Distinct(StringComparer.Ordinal).Count() != Columns.Count)
            throw new RecordFormatException($"{path}.columns", "A name occurs twice; give each column its own.");
    }

    internal CanonicalObject ToValue() => new MemberWriter()
        .Add("name", Name)
        .Add("institution", Institution)
        .Add("roles", s_roles.Where(role => Roles.HasFlag(role.Role)).Select(role => new CanonicalText(role.Text)))
        .Add("endpoint", Endpoint)
        .Add("columns", Columns.Select(column => column.ToValue()))
        .ToObject();

    internal static PartySpecification Read(CanonicalValue value, string path)
    {
        MemberReader reader = MemberReader.Of(value, path);
        var party = new PartySpecification(
            reader.Text("name"),
            reader.Address("institution"),
            ReadRoles(reader),
            reader.Text("endpoint"),
            [.. reader.Items("columns", MaximumColumns).Select((item, i) => ColumnSpecification.Read(item, $"{path}.columns[{i}]"))]);
        reader.End();
        return party;
    }

    private static JobPartyRoles ReadRoles(MemberReader reader)
    {
        JobPartyRoles roles = JobPartyRoles.None;
        foreach (CanonicalValue item in reader.Items("roles", s_roles.Length))
        {
            JobPartyRoles role = Array.Find(s_roles, role => role.Text == (item as CanonicalText)?.Value).Role;
            if (role == JobPartyRoles.None || roles.HasFlag(role))
                throw reader.Refuse("roles", "It must name roles of 'computing', 'data' and 'key-holder', each once, in alphabetical order.");
            roles |= role;
        }

        return roles;
    }

    private void ValidateRoles(string path)
    {
        if (Roles == JobPartyRoles.None || (Roles & ~(JobPartyRoles.Computing | JobPartyRoles.KeyHolder | JobPartyRoles.Data)) != 0)
            throw new RecordFormatException(path, "A party has one or two of the roles 'computing', 'data' and 'key-holder'.");
        if (Roles.HasFlag(JobPartyRoles.Computing) && Roles.HasFlag(JobPartyRoles.KeyHolder))
            throw new RecordFormatException(path, "The computing party must not hold the key: together with the ciphertexts it opens everything.");
        if (Roles.HasFlag(JobPartyRoles.Data) != Columns.Count > 0)
            throw new RecordFormatException(path, "A party has the role 'data' exactly if it has columns.");
    }
}
