using AuditNode.Contracts.Generator.Model;
using AuditNode.Contracts.Generator.Naming;

namespace AuditNode.Contracts.Generator.Emission;

/// <summary>What the records of structs, calls, events and errors have in common.</summary>
internal static class RecordEmitter
{
    /// <summary>Names for the properties of a record.</summary>
    /// <param name="parameters">What it holds.</param>
    /// <param name="typeName">Its name, with that of the type around it if any.</param>
    /// <param name="taken">Further names that it cannot use.</param>
    public static IReadOnlyList<string> Properties(IReadOnlyList<ParameterModel> parameters, string typeName, params string[] taken) =>
        ParameterNames.Properties(parameters, new NameScope([.. ReservedNames.InRecords, typeName.Split('.').Last(), .. taken]));

    /// <summary>A struct of the contract.</summary>
    public static void Struct(SourceWriter writer, StructType type, string typeName, TypeMapping types)
    {
        var name = typeName.Split('.').Last();
        var properties = Properties(type.Components, typeName);
        writer.Member();
        XmlDoc.Summary(writer, $"The struct <c>{XmlDoc.Escape(type.SourceName.Split('(')[0])}</c>: <c>{XmlDoc.Escape(type.Named)}</c>.");
        Documents(writer, properties, type.Components);
        writer.Open($"public readonly record struct {name}({Declarations(properties, type.Components, types)})");
        writer.Member();
        writer.Line($"internal object[] ToAbi() => [{ToAbi(properties, type.Components, types)}];");
        writer.Member();
        writer.Open($"internal static {name} FromAbi(object value)");
        writer.Line("var values = (object[])value;");
        writer.Line($"return new({FromAbi(type.Components, types)});");
        writer.Close();
        writer.Close();
    }

    /// <summary>Documentation of the properties.</summary>
    public static void Documents(SourceWriter writer, IReadOnlyList<string> names, IReadOnlyList<ParameterModel> parameters)
    {
        for (var i = 0; i < names.Count; i++)
            XmlDoc.Parameter(writer, names[i].TrimStart('@'), parameters[i]);
    }

    /// <summary>"ulong Sequence, Bytes32 RecordHash".</summary>
    public static string Declarations(IReadOnlyList<string> names, IReadOnlyList<ParameterModel> parameters, TypeMapping types) =>
        string.Join(", ", names.Select((name, i) => $"{types.CSharp(parameters[i].Type)} {name}"));

    /// <summary>The codec's values of properties or arguments.</summary>
    public static string ToAbi(IReadOnlyList<string> names, IReadOnlyList<ParameterModel> parameters, TypeMapping types) =>
        string.Join(", ", names.Select((name, i) => types.ToAbi(parameters[i].Type, name)));

    /// <summary>Arguments of a constructor from the codec's <c>values</c>.</summary>
    public static string FromAbi(IReadOnlyList<ParameterModel> parameters, TypeMapping types) =>
        string.Join(", ", parameters.Select((parameter, i) => types.FromAbi(parameter.Type, $"values[{i}]")));
}
