using AuditNode.Chain;
using AuditNode.Contracts;

namespace AuditNode.Verifier.OnChain;

/// <summary>Reads the history of proof keys from the registry's events.</summary>
internal sealed class KeyReader(EthereumClient client, Address registry)
{
    /// <summary>The keys of some institutions up to a block. Keys are older than jobs: events are read from the first block on.</summary>
    public async Task<KeyHistory> ReadAsync(IReadOnlyList<Address> institutions, ulong from, ulong to, CancellationToken cancellationToken)
    {
        var periods = new Dictionary<Address, List<KeyPeriod>>();
        if (institutions.Count == 0) return new KeyHistory(new Dictionary<Address, IReadOnlyList<KeyPeriod>>());
        var bound = new InstitutionRegistry(client, registry);
        TopicChoice<Address> those = TopicChoice.Of<Address>([.. institutions]);
        await foreach (InstitutionRegistry.KeyActivated activated in bound
            .QueryKeyActivatedAsync(from, to, new() { Institution = those }, cancellationToken).ConfigureAwait(false))
        {
            if (!periods.TryGetValue(activated.Institution, out List<KeyPeriod>? keys)) periods[activated.Institution] = keys = [];
            keys.Add(new KeyPeriod(activated.Version, activated.X, activated.Y, ChainPlace.Of(activated.Origin), null));
        }

        await foreach (InstitutionRegistry.KeyRetired retired in bound
            .QueryKeyRetiredAsync(from, to, new() { Institution = those }, cancellationToken).ConfigureAwait(false))
        {
            List<KeyPeriod> keys = periods.GetValueOrDefault(retired.Institution, []);
            int index = keys.FindIndex(period => period.Version == retired.Version);
            if (index >= 0) keys[index] = keys[index] with { Retired = ChainPlace.Of(retired.Origin) };
        }

        return new KeyHistory(periods.ToDictionary(entry => entry.Key, IReadOnlyList<KeyPeriod> (entry) => entry.Value));
    }
}
