using System.Text.RegularExpressions;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests;

/// <summary>The namespaces form one chain, Ring, Rlwe, the scheme, Circuits, in which nothing refers to what comes later.</summary>
public partial class ArchitectureTests
{
    private const string Root = "AuditNode.Ckks";

    /// <summary>First to last, with their folders.</summary>
    private static readonly (string Namespace, string Folder)[] s_layers =
        [($"{Root}.Ring", "Ring"), ($"{Root}.Rlwe", "Rlwe"), (Root, "Ckks"), ($"{Root}.Circuits", "Circuits")];

    private static readonly Type[] s_types = typeof(CkksContext).Assembly.GetTypes();

    [Fact]
    public void Every_namespace_belongs_to_a_layer() =>
        Assert.All(s_types.Where(t => t.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true), t => Assert.InRange(Layer(t.Namespace!), 0, s_layers.Length - 1));

    [Fact]
    public void No_type_refers_to_a_later_layer()
    {
        string[] violations = [.. from type in s_types
                                  where Layer(type.Namespace) >= 0
                                  from other in IlReferences.Of(type)
                                  where Layer(other.Namespace) > Layer(type.Namespace)
                                  select $"{type} refers to {other}"];
        Assert.Empty(violations);
        // What the scan has to find for the above to say anything: a signature, a field, and calls in code.
        Assert.Contains(typeof(SecretKey), IlReferences.Of(typeof(Decryptor)));
        Assert.Contains(typeof(NttPrimes), IlReferences.Of(typeof(CkksParameters)));
    }

    [Fact]
    public void No_source_file_names_a_later_layer()
    {
        for (int layer = 0; layer < s_layers.Length; layer++)
        {
            string[] files = Directory.GetFiles(Path.Combine(SourceRoot(), s_layers[layer].Folder), "*.cs", SearchOption.AllDirectories);
            Assert.NotEmpty(files);
            // Constants and names leave no trace in compiled code, so their types are looked for in the text.
            string[] later = [.. s_types.Where(t => t is { IsNested: false, IsPublic: true } && Layer(t.Namespace) > layer).Select(t => t.Name)];
            foreach (string file in files)
            {
                string code = CommentsAndStrings().Replace(File.ReadAllText(file), " ");
                Assert.All(Usings().Matches(code), u => Assert.True(Layer(u.Groups[1].Value) <= layer, $"{file}: {u.Value}"));
                var words = Words().Matches(code).Select(w => w.Value).ToHashSet();
                Assert.All(later, name => Assert.False(words.Contains(name) && !IsOwnMember(code, name), $"{file} names {name}."));
            }
        }
    }

    [Fact]
    public void The_library_depends_on_the_base_class_library_only() =>
        Assert.All(typeof(CkksContext).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

    /// <summary>Index of a namespace's layer, or -1 for what is not of the library.</summary>
    private static int Layer(string? name)
    {
        for (int i = 0; i < s_layers.Length; i++)
        {
            string layer = s_layers[i].Namespace;
            if (name == layer || (layer != Root && name?.StartsWith($"{layer}.", StringComparison.Ordinal) == true)) return i;
        }

        return -1;
    }

    /// <summary>Whether every use of the name is as a member of something, as in x.Evaluator, or of an enumeration, as in Evaluator = 1.</summary>
    private static bool IsOwnMember(string code, string name) => !Regex.IsMatch(code, $@"(?<!\.)\b{name}\b(?!\s*=\s*\d)");

    private static string SourceRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "AuditNode.sln"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new DirectoryNotFoundException("The tests do not run below the repository."), "engine", Root);
    }

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|"(\\.|[^"\\\n])*"u?8?""", RegexOptions.Singleline)]
    private static partial Regex CommentsAndStrings();

    [GeneratedRegex(@"using\s+(?:static\s+)?(AuditNode[\w.]*)\s*;")]
    private static partial Regex Usings();

    [GeneratedRegex(@"\b[A-Z]\w*\b")]
    private static partial Regex Words();
}
