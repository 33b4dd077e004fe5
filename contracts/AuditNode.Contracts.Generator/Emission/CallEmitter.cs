using AuditNode.Contracts.Generator.Model;
using AuditNode.Contracts.Generator.Naming;

namespace AuditNode.Contracts.Generator.Emission;

/// <summary>
/// The record of a transaction's arguments. What a contract verifies and does not keep, such as a proof, is found there only.
/// </summary>
internal static class CallEmitter
{
    public static void Emit(SourceWriter writer, FunctionModel function, FunctionNames names, TypeMapping types)
    {
        var properties = RecordEmitter.Properties(function.Parameters, names.Call!, names.Encode);
        writer.Member();
        XmlDoc.Summary(writer, $"The arguments in the calldata of <c>{function.Signature}</c>.");
        RecordEmitter.Documents(writer, properties, function.Parameters);
        writer.Open($"public readonly record struct {names.Call}({RecordEmitter.Declarations(properties, function.Parameters, types)})");

        writer.Member();
        XmlDoc.Summary(writer, $"The function: selector 0x{function.Selector}.");
        writer.Line($"public static {KnownTypes.AbiFunction} Abi => {FunctionEmitter.Field(names)};");

        writer.Member();
        XmlDoc.Summary(writer, "Makes the calldata: selector and arguments.");
        writer.Line($"public byte[] Encode() => {names.Encode}({string.Join(", ", properties)});");

        DecoderEmitter.Emit(
            writer, (KnownTypes.Span, "calldata", "the input of a transaction"), names.Call!, isReference: false, "Call",
            "FromAbi(Abi.DecodeCall(calldata))",
            $"private static {names.Call} FromAbi(object[] values) => new({RecordEmitter.FromAbi(function.Parameters, types)});");
        writer.Close();
    }
}
