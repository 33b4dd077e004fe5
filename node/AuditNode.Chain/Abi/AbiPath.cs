using System.Text;

namespace AuditNode.Chain.Abi;

/// <summary>Where in nested values the codec is: "spec.parties[3]". Only put into words when something is wrong.</summary>
internal sealed class AbiPath
{
    private readonly List<(string Name, int Index)> steps = [];

    public void Push(int index) => Push("", index);

    /// <summary>A named step, or an index where there is no name.</summary>
    public void Push(string name, int index) => steps.Add((name, index));

    public void Pop() => steps.RemoveAt(steps.Count - 1);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, index) in steps)
        {
            if (name.Length == 0)
                text.Append('[').Append(index).Append(']');
            else
                text.Append(text.Length == 0 ? "" : ".").Append(name);
        }
        return text.ToString();
    }
}
