using System.Text.Json;
using AuditNode.Scenarios;

namespace AuditNode.Benchmarks.Chain;

/// <summary>Gas of every transaction of the audit trail, measured on a development chain.</summary>
internal static class GasBenchmark
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public static async Task<int> RunAsync(ChainOptions options, CancellationToken cancellationToken)
    {
        await using EmbeddedConsortium embedded = await EmbeddedConsortium.StartAsync(options.Client, cancellationToken);
        GasTable table = await GasTable.MeasureAsync(embedded.Consortium, cancellationToken);
        if (options.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(table.Rows.ToDictionary(row => row.Key, row => Math.Round(row.Gas)), s_indented));
            return 0;
        }

        foreach (var (key, description, gas) in table.Rows) Console.WriteLine($"{key,-20} {gas,11:N0}  {description}");
        return 0;
    }
}
