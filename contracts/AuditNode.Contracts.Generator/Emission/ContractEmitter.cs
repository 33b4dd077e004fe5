using AuditNode.Contracts.Generator.Model;
using AuditNode.Contracts.Generator.Naming;

namespace AuditNode.Contracts.Generator.Emission;

/// <summary>The class of a contract, in several files: functions, calls, events, structs and bytecode.</summary>
internal sealed class ContractEmitter(ContractModel contract, string rootNamespace)
{
    private readonly ContractNames names = new(contract, rootNamespace);

    /// <summary>The files by the ends of their names.</summary>
    public IEnumerable<(string Suffix, string Source)> Emit()
    {
        yield return ("", Main());
        if (contract.Functions.Any(function => !function.IsView))
            yield return (".Calls", Part(Calls));
        if (contract.Events.Count > 0)
            yield return (".Events", Part(Events));
        if (names.Structs.Count > 0)
            yield return (".Structs", Part(Structs));
        if (contract.Bytecode.Length > 0)
            yield return (".Bytecode", Part(Bytecode));
    }

    private string Main()
    {
        var writer = new SourceWriter(rootNamespace);
        XmlDoc.Summary(writer, contract.Documentation, $"The contract <c>{contract.Name}</c> at an address.");
        XmlDoc.Parameter(writer, "client", "The node to ask.");
        XmlDoc.Parameter(writer, "address", "Where the contract is.");
        writer.Open(
            $"public sealed partial class {names.Class}({KnownTypes.EthereumClient} client, {KnownTypes.Address} address)"
            + $" : {KnownTypes.Contract}(client, address)");
        writer.Member();
        XmlDoc.Summary(writer, "What the contract's ABI says: functions, events and errors.");
        writer.Line(
            $"public static {KnownTypes.ContractAbi} Abi {{ get; }} = {KnownTypes.ContractAbi}.Parse({Literal(contract.AbiJson)});");
        writer.Member();
        // Initialised after Abi, which stands above them in the same file.
        for (var i = 0; i < contract.Functions.Count; i++)
        {
            var field = FunctionEmitter.Field(names.Functions[i]);
            writer.Line($"private static readonly {KnownTypes.AbiFunction} {field} = Abi.Function(\"{contract.Functions[i].Signature}\");");
        }
        for (var i = 0; i < contract.Functions.Count; i++)
            new FunctionEmitter(writer, contract.Functions[i], names.Functions[i], names.Types).Emit();
        writer.Close();
        return writer.ToString();
    }

    private string Part(Action<SourceWriter> body)
    {
        var writer = new SourceWriter(rootNamespace);
        writer.Open($"partial class {names.Class}");
        body(writer);
        writer.Close();
        return writer.ToString();
    }

    private void Calls(SourceWriter writer)
    {
        for (var i = 0; i < contract.Functions.Count; i++)
        {
            if (!contract.Functions[i].IsView)
                CallEmitter.Emit(writer, contract.Functions[i], names.Functions[i], names.Types);
        }
    }

    private void Events(SourceWriter writer)
    {
        for (var i = 0; i < contract.Events.Count; i++)
            new EventEmitter(writer, contract.Events[i], names.Events[i], names.Types, names.FullClass).Emit();
    }

    private void Structs(SourceWriter writer)
    {
        foreach (var type in contract.Structs)
            RecordEmitter.Struct(writer, type, names.Structs[type.SourceName], names.Types);
    }

    private void Bytecode(SourceWriter writer) => DeploymentEmitter.Emit(writer, contract, names);

    private static string Literal(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
