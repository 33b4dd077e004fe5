namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>Parameters by name: degree, bits of the scale, levels.</summary>
internal static class ParameterSets
{
    /// <summary>The names, smallest first.</summary>
    public static string[] Names => ["N4096-30bit-1", "N8192-40bit-3", "N16384-34bit-9", "N32768-32bit-17"];

    public static CkksParameters Get(string name) => name switch
    {
        "N4096-30bit-1" => CkksParameters.Create(4096, 36, 30, 1),
        "N8192-40bit-3" => CkksParameters.Create(8192, 42, 40, 3),
        "N16384-34bit-9" => CkksParameters.Create(16384, 44, 34, 9),
        "N32768-32bit-17" => CkksParameters.Create(32768, 42, 32, 17),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such parameter set."),
    };
}
