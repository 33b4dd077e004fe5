using AuditNode.Contracts.Generator.Model;
using AuditNode.Contracts.Generator.Naming;

namespace AuditNode.Contracts.Generator.Emission;

/// <summary>The errors of all contracts and their catalogue.</summary>
internal static class ErrorsEmitter
{
    private const string Result = $"{KnownTypes.NotNullWhenTrue} out {KnownTypes.CustomError}? error";

    /// <summary>The file with the records, in a namespace of their own.</summary>
    public static string Records(EquatableArray<SharedError> errors, string rootNamespace)
    {
        var writer = new SourceWriter(rootNamespace + ".Errors");
        var names = Names(errors);
        for (var i = 0; i < errors.Count; i++)
            Record(writer, errors[i], names[i], $"global::{rootNamespace}.Errors.{names[i]}");
        return writer.ToString();
    }

    /// <summary>The file with the catalogue.</summary>
    public static string Catalogue(EquatableArray<SharedError> errors, string rootNamespace)
    {
        var writer = new SourceWriter(rootNamespace);
        var names = Names(errors).Select(name => $"global::{rootNamespace}.Errors.{name}").ToList();
        XmlDoc.Summary(
            writer,
            "The errors of all contracts. A contract that calls another one passes the other's errors on, so there is only the selector to go by.");
        writer.Open("public static class ContractErrors");
        writer.Member();
        XmlDoc.Summary(writer, "Every error, in the order of the signatures.");
        var all = string.Join(", ", names.Select(name => name + ".Abi"));
        writer.Line($"public static {KnownTypes.List}<{KnownTypes.AbiError}> All {{ get; }} = [{all}];");

        writer.Member();
        XmlDoc.Summary(writer, "The same for a client, whose exceptions then name errors and their arguments.");
        writer.Line($"public static {KnownTypes.AbiErrorCatalogue} Catalogue {{ get; }} = new(All);");

        writer.Member();
        XmlDoc.Summary(writer, "Reads the data of a revert.");
        XmlDoc.Parameter(writer, "data", "Selector and arguments.");
        XmlDoc.Parameter(writer, "error", "The error's record.");
        XmlDoc.Returns(writer, "Whether it is an error of one of the contracts and well-formed.");
        writer.Open($"public static bool TryDecode({KnownTypes.Span} data, {Result})");
        writer.Line("error = null;");
        writer.Line($"if (!{KnownTypes.Selector}.TryRead(data, out var selector))");
        writer.Line("    return false;");
        writer.Open("error = selector.Value switch");
        for (var i = 0; i < errors.Count; i++)
            writer.Line($"0x{errors[i].Error.Selector}u => {names[i]}.TryDecode(data, out var decoded) ? decoded : null,");
        writer.Line("_ => null,");
        writer.Close(";");
        writer.Line("return error is not null;");
        writer.Close();

        writer.Member();
        XmlDoc.Summary(writer, "Reads the error that a contract reverted with.");
        XmlDoc.Parameter(writer, "exception", "The refusal.");
        XmlDoc.Parameter(writer, "error", "The error's record.");
        XmlDoc.Returns(writer, "Whether it is an error of one of the contracts and well-formed.");
        writer.Open($"public static bool TryDecode({KnownTypes.RevertedException} exception, {Result})");
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(exception);");
        writer.Line($"return TryDecode({KnownTypes.RevertData}, out error);");
        writer.Close();
        writer.Close();
        return writer.ToString();
    }

    private static void Record(SourceWriter writer, SharedError shared, string name, string fullName)
    {
        var error = shared.Error;
        var structs = StructType.Within(error.Parameters).ToList();
        var structNames = StructNames.Take(structs, new NameScope([.. ReservedNames.InRecords, name]), fullName);
        var types = new TypeMapping(structNames);
        var properties = RecordEmitter.Properties(
            error.Parameters, name, [.. structNames.Values.Select(full => full.Split('.').Last())]);
        writer.Member();
        XmlDoc.Summary(
            writer, error.Documentation, $"The error <c>{error.Signature}</c>.",
            $"<c>{error.Signature}</c>, selector 0x{error.Selector}, of {string.Join(", ", shared.Contracts)}.");
        RecordEmitter.Documents(writer, properties, error.Parameters);
        var declarations = RecordEmitter.Declarations(properties, error.Parameters, types);
        writer.Open($"public sealed record {name}({declarations}) : {KnownTypes.CustomError}");

        writer.Member();
        XmlDoc.Summary(writer, "The error as the codec knows it.");
        writer.Line($"public static {KnownTypes.AbiError} Abi {{ get; }} = {KnownTypes.AbiError}.Parse(\"{error.Declaration}\");");

        writer.Member();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public override {KnownTypes.AbiError} Definition => Abi;");

        DecoderEmitter.Emit(
            writer, (KnownTypes.Span, "data", "the data of a revert"), name, isReference: true, "Error", "FromAbi(Abi.Decode(data))",
            $"private static {name} FromAbi(object[] values) => new({RecordEmitter.FromAbi(error.Parameters, types)});");

        writer.Member();
        XmlDoc.Summary(writer, "Reads what a contract reverted with.");
        XmlDoc.Parameter(writer, "exception", "The refusal.");
        XmlDoc.Parameter(writer, "error", "What it says.");
        XmlDoc.Returns(writer, "Whether it is this error and well-formed.");
        writer.Open(
            $"public static bool TryDecode({KnownTypes.RevertedException} exception, {KnownTypes.NotNullWhenTrue} out {name}? error)");
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(exception);");
        writer.Line($"return TryDecode({KnownTypes.RevertData}, out error);");
        writer.Close();

        foreach (var type in structs)
            RecordEmitter.Struct(writer, type, structNames[type.SourceName], types);
        writer.Close();
    }

    // An error that contracts declare in different ways carries the name of the first contract that has it.
    private static IReadOnlyList<string> Names(EquatableArray<SharedError> errors)
    {
        var scope = new NameScope(ReservedNames.InRecords);
        return
        [
            .. errors.Select(shared =>
            {
                var name = Identifier.Pascal(shared.Error.Name);
                var qualified = Identifier.Pascal(shared.Contracts[0]) + name;
                var isAlone = errors.Count(other => Identifier.Pascal(other.Error.Name) == name) == 1;
                return isAlone ? scope.Take(name, name + "Error") : scope.Take(qualified, qualified + "Error");
            }),
        ];
    }
}
