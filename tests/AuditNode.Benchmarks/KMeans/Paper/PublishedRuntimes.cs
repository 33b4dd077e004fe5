namespace AuditNode.Benchmarks.KMeans.Paper;

/// <summary>
/// Table 3 of the paper "vertical k-means under CKKS with differential privacy": its own solution and that of Mohassel, Rosulek and Trieu
/// (PoPETs 2020), which it compares itself with; 10 rounds, two dimensions, eight Xeon Platinum 8276 (224 cores). It gives minutes
/// and hours with two decimals, hence "1.03m" is 61.8 s.
/// </summary>
internal static class PublishedRuntimes
{
    /// <summary>Seconds by network profile (Table 1), in the order of <see cref="Cell.All"/>.</summary>
    public static IReadOnlyDictionary<string, double[]> Seconds { get; } = new Dictionary<string, double[]>
    {
        ["LAN10000"] = [52.44, 57.38, 61.8, 55.81, 102, 124.8, 84.6, 150.6, 350.4, 116.4, 1332.6, 3744],
        ["LAN1000"] = [51.88, 57.04, 61.8, 55.76, 102, 124.8, 84.6, 151.8, 351.6, 118.8, 1354.2, 3816],
        ["LAN500"] = [52.79, 56.82, 61.8, 56.09, 103.8, 124.8, 85.2, 151.8, 353.4, 122.4, 1351.8, 3816],
        ["regWAN500"] = [52.73, 56.99, 61.8, 56.61, 102, 125.4, 86.4, 154.2, 355.8, 127.8, 1326.6, 3744],
        ["regWAN250"] = [53.49, 57.33, 62.4, 56.3, 103.2, 126, 88.8, 157.2, 361.2, 145.8, 1393.8, 3924],
        ["regWAN100"] = [53.84, 58.36, 63, 57.64, 103.8, 126.6, 92.4, 162, 360, 179.4, 1360.8, 3852],
        ["crpWAN500"] = [53.6, 58.14, 63, 57.46, 104.4, 126.6, 87, 155.4, 364.2, 127.2, 1334.4, 3780],
        ["ccWAN200"] = [56.49, 60, 65.4, 59.04, 106.2, 129.6, 91.2, 159, 358.8, 143.4, 1317.6, 3708],
        ["ccWAN100"] = [56.58, 61.2, 66, 59.3, 108, 132, 94.2, 162.6, 363.6, 166.8, 1372.8, 3852],
        ["ccWAN50"] = [58.91, 63, 69, 62.4, 109.8, 135, 103.8, 177.6, 383.4, 285.6, 1496.4, 4212],
    };

    /// <summary>The same of Mohassel, Rosulek and Trieu.</summary>
    public static IReadOnlyDictionary<string, double[]> MohasselSeconds { get; } = new Dictionary<string, double[]>
    {
        ["LAN10000"] = [15.94, 56, 96, 177.6, 594.6, 1017, 1794.6, 5976, 10224, 17964, 59832, 101952],
        ["LAN1000"] = [18.31, 67.8, 116.4, 208.2, 700.2, 1268.4, 2106, 7020, 12780, 21096, 70272, 127872],
        ["LAN500"] = [27.53, 99.6, 171, 281.4, 1016.4, 1699.8, 2818.8, 10188, 16992, 28188, 101952, 170208],
        ["regWAN500"] = [123, 482.4, 843, 1224, 4752, 8316, 12240, 47520, 83160, 122688, 475200, 832032],
        ["regWAN250"] = [173.4, 681, 1192.2, 1741.8, 6768, 11880, 17424, 67824, 118368, 174528, 678240, 1187136],
        ["regWAN100"] = [225.6, 891, 1542, 2249.4, 8820, 15444, 22500, 88128, 154656, 224640, 882144, 1545696],
        ["crpWAN500"] = [527.4, 2086.2, 3672, 5256, 20844, 36468, 52344, 208224, 364608, 523584, 2083104, 3643488],
        ["ccWAN200"] = [1039.2, 4104, 7200, 10296, 41040, 71748, 102816, 410400, 717120, 1027296, 4104000, 7169472],
        ["ccWAN100"] = [1242, 4932, 8640, 12348, 49212, 86040, 123552, 491616, 859680, 1233792, 4919616, 8599392],
        ["ccWAN50"] = [1552.2, 6228, 10872, 15444, 61596, 108000, 154656, 615168, 1079136, 1544832, 6150816, 10791360],
    };

    /// <summary>Bytes moved besides the keys, in the order of <see cref="Cell.All"/> (row "Comm. Size").</summary>
    public static IReadOnlyList<double> Bytes { get; } =
        [17.9e6, 19.4e6, 20.0e6, 17.9e6, 19.4e6, 20.0e6, 61.9e6, 72.9e6, 76.6e6, 466e6, 563e6, 596e6];

    /// <summary>The same of Mohassel, Rosulek and Trieu.</summary>
    public static IReadOnlyList<double> MohasselBytes { get; } =
        [230e6, 910e6, 1.59e9, 2.25e9, 9.00e9, 15.7e9, 22.4e9, 89.9e9, 157e9, 224e9, 899e9, 1.57e12];

    /// <summary>Bytes of evaluation keys in the paper's layout: not published, measured with its algorithm on OpenFHE 1.5.1 at its parameters.</summary>
    public const double MeasuredKeyBytes = 0.89e9;

    /// <summary>A cell's place in the lists.</summary>
    public static int IndexOf(Cell cell) => Cell.All.ToList().IndexOf(cell);
}
