namespace AuditNode.Engine.Protocols;

/// <summary>A network between two parties, each direction on its own.</summary>
/// <param name="Name">Identifier.</param>
/// <param name="Description">What it stands for.</param>
/// <param name="BandwidthMbps">Bandwidth in 10^6 bits a second, above 0.</param>
/// <param name="DelayMilliseconds">One-way delay, at least 0.</param>
/// <param name="JitterMilliseconds">Most that a delay differs from the mean, at least 0.</param>
/// <param name="LossPercent">Packets lost, of a hundred, 0 to below 100.</param>
public sealed record NetworkProfile(
    string Name, string Description, double BandwidthMbps, double DelayMilliseconds, double JitterMilliseconds, double LossPercent)
{
    /// <summary>
    /// The ten networks of Table 1 of the paper "Privacy-Preserving Vertical K-Means Clustering". Its columns burst, quantum and r2q only steer
    /// the queues of its simulator and are left out.
    /// </summary>
    public static IReadOnlyList<NetworkProfile> PaperTable1 { get; } =
    [
        new("LAN500", "LAN (low)", 500, 1, 0.2, 0),
        new("LAN1000", "LAN (medium)", 1000, 0.3, 0.02, 0),
        new("LAN10000", "LAN (high)", 10000, 0.1, 0.01, 0),
        new("regWAN100", "Regional WAN (low)", 100, 20, 15, 0.1),
        new("regWAN250", "Regional WAN (medium)", 250, 15, 5, 0.1),
        new("regWAN500", "Regional WAN (high)", 500, 10, 2, 0.1),
        new("ccWAN50", "Cross-continental WAN (low)", 50, 150, 25, 0.5),
        new("ccWAN100", "Cross-continental WAN (medium)", 100, 120, 15, 0.3),
        new("ccWAN200", "Cross-continental WAN (high)", 200, 100, 10, 0.2),
        new("crpWAN500", "Corporate WAN (high resilience)", 500, 50, 5, 0.1),
    ];

    /// <summary>Finds a profile of the paper's table.</summary>
    /// <param name="name">Its identifier, upper or lower case.</param>
    /// <exception cref="ArgumentException">There is none of that name; the message lists all.</exception>
    public static NetworkProfile Named(string name) =>
        PaperTable1.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)) ??
        throw new ArgumentException($"There is no network profile '{name}'; choose {string.Join(", ", PaperTable1.Select(p => p.Name))}.", nameof(name));
}
