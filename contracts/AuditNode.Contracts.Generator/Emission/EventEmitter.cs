using AuditNode.Contracts.Generator.Model;
using AuditNode.Contracts.Generator.Naming;

namespace AuditNode.Contracts.Generator.Emission;

/// <summary>An event: the record of a log, the filter for logs, the query.</summary>
internal sealed class EventEmitter(SourceWriter writer, EventModel item, EventNames names, TypeMapping types, string contract)
{
    private readonly IReadOnlyList<string> properties = RecordEmitter.Properties(item.Parameters, names.Type, names.Filter);

    private IEnumerable<(ParameterModel Parameter, string Name)> Indexed =>
        item.Parameters.Zip(properties, (parameter, name) => (parameter, name)).Where(pair => pair.parameter.IsIndexed);

    public void Emit()
    {
        Record();
        if (Indexed.Any())
            Filter();
        Query();
    }

    private void Record()
    {
        writer.Member();
        var topic = item.IsAnonymous ? "anonymous" : $"topic 0x{item.Topic}";
        XmlDoc.Summary(writer, item.Documentation, $"The event <c>{item.Signature}</c>.", $"<c>{item.Signature}</c>, {topic}.");
        RecordEmitter.Documents(writer, properties, item.Parameters);
        XmlDoc.Parameter(writer, "Origin", "Where the log stands in the chain.");
        var declarations = item.Parameters.Select((parameter, i) => $"{types.CSharpInEvent(parameter)} {properties[i]}")
            .Append($"{KnownTypes.EventOrigin} Origin");
        writer.Open($"public sealed record {names.Type}({string.Join(", ", declarations)})");

        writer.Member();
        XmlDoc.Summary(writer, "The event as the codec knows it.");
        writer.Line($"public static {KnownTypes.AbiEvent} Abi {{ get; }} = {contract}.Abi.Events[{item.Place}];");

        var values = item.Parameters.Select((parameter, i) => types.FromLog(parameter, $"values[{i}]"))
            .Append($"{KnownTypes.EventOrigin}.Of(log)");
        DecoderEmitter.Emit(
            writer, (KnownTypes.Log, "log", "a log, whichever contract it is of"), names.Type, isReference: true, "Log",
            $"{KnownTypes.AbiDecoder}.DecodeLog(Abi, log, FromAbi)",
            $"private static {names.Type} FromAbi({KnownTypes.Log} log, object[] values) => new({string.Join(", ", values)});");
        writer.Close();
    }

    private void Filter()
    {
        writer.Member();
        XmlDoc.Summary(writer, $"Which <see cref=\"{names.Type}\"/> events to look for: by indexed values, any value where none is set.");
        writer.Open($"public sealed class {names.Filter}");
        foreach (var (parameter, name) in Indexed)
        {
            writer.Member();
            XmlDoc.Summary(writer, XmlDoc.Describe(parameter with { IsIndexed = false }) + " One value, or several of which any will do.");
            writer.Line($"public {KnownTypes.TopicChoice}<{types.CSharp(parameter.Type)}> {name} {{ get; init; }}");
        }
        writer.Member();
        XmlDoc.Summary(writer, "The topics to ask a node for; null where any will do.");
        var choices = Indexed.Select(pair => $"{pair.Name}.ToAbi(static item => {types.ToAbi(pair.Parameter.Type, "item")})");
        writer.Body(
            $"public {KnownTypes.List}<{KnownTypes.List}<{KnownTypes.Bytes32}>?> Topics()",
            $"{KnownTypes.TopicChoice}.Encode({names.Type}.Abi, [{string.Join(", ", choices)}])");
        writer.Close();
    }

    private void Query()
    {
        var hasFilter = Indexed.Any();
        writer.Member();
        XmlDoc.Summary(writer, $"Finds <see cref=\"{names.Type}\"/> events of this contract, in the chain's order.");
        XmlDoc.Parameter(writer, "fromBlock", "The first block to look in.");
        XmlDoc.Parameter(writer, "toBlock", "The last block to look in.");
        if (hasFilter)
            XmlDoc.Parameter(writer, "filter", "The indexed values to look for; null for any.");
        XmlDoc.Parameter(writer, "cancellationToken", "Ends the query.");
        XmlDoc.Returns(writer, "The events, as blocks are read.");
        var filter = hasFilter ? $"{names.Filter}? filter = null, " : "";
        var topics = hasFilter ? $"(filter ?? new {names.Filter}()).Topics()" : $"{KnownTypes.TopicChoice}.Encode({names.Type}.Abi, [])";
        writer.Body(
            $"public {KnownTypes.AsyncEnumerable}<{names.Type}> {names.Query}(ulong fromBlock, ulong toBlock, {filter}"
            + $"{KnownTypes.CancellationToken} cancellationToken = default)",
            $"QueryAsync({topics}, fromBlock, toBlock, {names.Type}.Decode, cancellationToken)");

        writer.Member();
        XmlDoc.Summary(writer, $"Finds <see cref=\"{names.Type}\"/> events of this contract among the logs of a transaction.");
        XmlDoc.Parameter(writer, "receipt", "The transaction's receipt.");
        XmlDoc.Returns(writer, "The events in order; none of other contracts.");
        writer.Line($"/// <exception cref=\"{KnownTypes.AbiDecodingException}\">A log of the event is malformed.</exception>");
        writer.Body(
            $"public {KnownTypes.List}<{names.Type}> {names.Find}({KnownTypes.Receipt} receipt)",
            $"Find(receipt, {names.Type}.Abi, {names.Type}.Decode)");
    }
}
