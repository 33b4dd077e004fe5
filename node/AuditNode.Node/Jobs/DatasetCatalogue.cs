using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Jobs;

/// <summary>The data sets that an institution may bring to jobs.</summary>
public sealed class DatasetCatalogue
{
    private readonly Dictionary<string, DatasetSource> _sources = new(StringComparer.Ordinal);

    /// <summary>Takes over the configured data sets.</summary>
    /// <param name="sources">Data sets of different names.</param>
    /// <exception cref="ArgumentException">A name is invalid or repeated.</exception>
    public DatasetCatalogue(params IEnumerable<DatasetSource> sources)
    {
        foreach (DatasetSource source in sources)
        {
            if (!_sources.TryAdd(PartyName.Require(source.Name, nameof(sources)), source))
                throw new ArgumentException($"Data set '{source.Name}' is configured twice; give each its own name.", nameof(sources));
        }
    }

    /// <summary>The data sets, by name.</summary>
    public IReadOnlyCollection<DatasetSource> All => _sources.Values;

    /// <summary>Finds a data set.</summary>
    /// <param name="name">Its name; null for the only one.</param>
    /// <exception cref="JobRefusedException">There is none of the name, or no name was given and there are several.</exception>
    public DatasetSource Find(string? name)
    {
        if (name is null && _sources.Count == 1) return _sources.Values.Single();
        return name is not null && _sources.TryGetValue(name, out DatasetSource? found) ? found : throw new JobRefusedException(
            JobRefusal.Dataset, "dataset", name is null ? "no data set is named" : $"there is no data set '{name}'",
            _sources.Count == 0 ? "a configured data set; there is none" : string.Join(", ", _sources.Keys.Order(StringComparer.Ordinal)),
            "name one of the configured data sets, or configure it");
    }
}
