using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Forensics;
using Evenkeel.Formats;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange.Models;

/// <summary>What a person says of tensors' roles, where names and shapes mislead: patterns, of which the first that covers a tensor decides.</summary>
public sealed class RoleRules
{
    private static readonly string[] Settings = ["layout", "groups", "stride", "parts", "equation"];

    private static readonly char[] Blanks = [' ', '\t'];

    private RoleRules(string source, ImmutableArray<RoleRule> rules) => (Source, Rules) = (source, rules);

    /// <summary>What messages call the place where the rules stand.</summary>
    public string Source { get; }

    /// <summary>The rules in their order.</summary>
    public ImmutableArray<RoleRule> Rules { get; }

    /// <summary>Reads rules as people write them.</summary>
    /// <param name="text">
    /// Lines of a pattern, a role and settings, such as <c>up*.weight transposed stride=2</c>, with <c>#</c> before remarks; or a JSON object of patterns,
    /// each with a role or an object: <c>{ "up*.weight": { "role": "transposed", "stride": 2 } }</c>. Settings are <c>layout</c> (<c>torch</c> or <c>keras</c>), <c>groups</c>,
    /// <c>stride</c>, <c>parts</c> and <c>equation</c>.
    /// </param>
    /// <param name="source">What messages call the text, for example its file's name.</param>
    /// <returns>The rules.</returns>
    /// <exception cref="FormatException">A line is none of that; the message names the line and what it needs.</exception>
    public static RoleRules Parse(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(source);
        ImmutableArray<RoleRule> rules = text.AsSpan().TrimStart().StartsWith("{") ? RoleRulesJson.Read(text, source) : Lines(text, source);
        return rules.Length > 0 ? new(source, rules) : throw new FormatException($"{source} holds no rule; a line needs a pattern and a role, such as: up*.weight transposed");
    }

    /// <summary>Makes a rule from its words.</summary>
    /// <remarks>Messages begin with the place: the source and the line.</remarks>
    internal static RoleRule Rule(string place, int line, string pattern, string role, IEnumerable<(string Name, string Value)> settings)
    {
        RoleRule rule = new() { Pattern = pattern, Role = Wrapped(place, () => ModelRoles.Find(role)), Line = line };
        foreach ((string name, string value) in settings)
        {
            rule = name switch
            {
                "layout" => rule with { Layout = value switch { "torch" => WeightLayout.OutIn, "keras" => WeightLayout.InOut, _ => throw new FormatException($"{place}: layout is 'torch', [out, in, …], or 'keras', […, in, out], but got '{value}'.") } },
                "groups" => rule with { Groups = Whole(place, name, value) },
                "stride" => rule with { Stride = Whole(place, name, value) },
                "parts" => rule with { Parts = Whole(place, name, value) },
                "equation" => rule with { Equation = value },
                _ => throw new FormatException($"{place}: unknown setting '{name}'.{Spelling.Suggestion(name, Settings)}"),
            };
        }

        return rule;
    }

    /// <summary>Replaces what was found out of tensors by what the rules say.</summary>
    /// <param name="tensors">All tensors of a file; those that a rule covers change.</param>
    /// <param name="fileName">What messages call the file.</param>
    /// <exception cref="FormatException">A pattern covers no tensor, or the axes of one do not fit.</exception>
    internal void Apply(ModelTensor[] tensors, string fileName)
    {
        bool[] covers = new bool[Rules.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            RoleRule? decides = null;
            for (int r = 0; r < Rules.Length; r++)
            {
                if (TensorGlob.IsMatch(Rules[r].Pattern, tensors[i].Info.Name))
                {
                    covers[r] = true;
                    decides ??= Rules[r];
                }
            }

            if (decides is { } rule)
            {
                tensors[i] = new()
                {
                    Info = tensors[i].Info, Role = rule.Role, Activation = tensors[i].Activation, Weights = Weights(rule, tensors[i]),
                    Reason = string.Create(CultureInfo.InvariantCulture, $"{Source}, line {rule.Line}, says so of '{rule.Pattern}'"),
                };
            }
        }

        if (Array.IndexOf(covers, false) is >= 0 and var idle)
        {
            throw new FormatException($"{Place(Rules[idle].Line)}: '{Rules[idle].Pattern}' covers no tensor of {fileName}.{TensorGlob.Hint(Rules[idle].Pattern, [.. tensors.Select(tensor => tensor.Info.Name)])}");
        }
    }

    private WeightShape? Weights(RoleRule rule, ModelTensor tensor)
    {
        string? form = rule.Equation is not null ? "einsum" : rule.Role switch
        {
            TensorRole.Dense => "dense",
            TensorRole.Convolution => Dimensional("conv", tensor.Info),
            TensorRole.Depthwise => Dimensional("depthwise", tensor.Info),
            TensorRole.Transposed => Dimensional("transposed", tensor.Info),
            TensorRole.Embedding => "embedding",
            TensorRole.Packed => "packed",
            TensorRole.LoraA or TensorRole.LoraB => tensor.Info.Shape.Length > 2 ? Dimensional("conv", tensor.Info) : "dense",
            _ => null,
        };
        if (form is null)
        {
            return rule.Role is TensorRole.NormScale or TensorRole.NormShift or TensorRole.RunningMean or TensorRole.RunningVariance ? ModelRolesForm.Read("vector", tensor.Info.Shape) : null;
        }

        if (tensor.Info.Shape.Any(axis => axis is < 1 or > int.MaxValue))
        {
            throw new FormatException($"{Place(rule.Line)}: tensor '{tensor.Info.Name}' of shape {tensor.Info.ShapeText()} has an axis outside 1 … {int.MaxValue}, so it has no fans.");
        }

        if (form == "embedding" && ModelRolesForm.Read(form, tensor.Info.Shape) is { } table)
        {
            // A lone row, or a grid of places, is a table too.
            return table;
        }

        WeightLayout layout = rule.Layout ?? (tensor.Role == rule.Role ? tensor.Weights?.Layout : null) ?? WeightLayout.OutIn;
        int[] axes = [.. tensor.Info.Shape.Select(axis => (int)axis)];
        return Wrapped($"{Place(rule.Line)}: tensor '{tensor.Info.Name}' of shape {tensor.Info.ShapeText()}", () => WeightShape.Parse(
            form, axes, layout, rule.Groups, rule.Stride, form == "packed" ? rule.Parts ?? (tensor.Role == rule.Role ? tensor.Weights?.Parts : null) ?? 3 : rule.Parts, rule.Equation));
    }

    private static string Dimensional(string kind, TensorInfo tensor) =>
        tensor.Shape.Length is >= 3 and <= 5 ? string.Create(CultureInfo.InvariantCulture, $"{kind}{tensor.Shape.Length - 2}d") : $"{kind}2d";

    private static ImmutableArray<RoleRule> Lines(string text, string source)
    {
        ImmutableArray<RoleRule>.Builder rules = ImmutableArray.CreateBuilder<RoleRule>();
        int number = 0;
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            string[] words = line.Split('#')[0].Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }

            string place = string.Create(CultureInfo.InvariantCulture, $"{source}, line {number}");
            if (words.Length == 1)
            {
                throw new FormatException($"{place}: '{words[0]}' stands alone; a pattern needs a role behind it, one of {string.Join(", ", ModelRoles.AllWords)}.");
            }

            rules.Add(Rule(place, number, words[0], words[1], words[2..].Select(word => word.Split('=', 2) is [var name, var value]
                ? (name, value)
                : throw new FormatException($"{place}: '{word}' is no setting; one looks like groups=2."))));
        }

        return rules.ToImmutable();
    }

    private string Place(int line) => string.Create(CultureInfo.InvariantCulture, $"{Source}, line {line}");

    private static int Whole(string place, string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 ? number
            : throw new FormatException($"{place}: {name} needs a whole number of 1 or more, but got '{value}'.");

    private static T Wrapped<T>(string place, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException)
        {
            string message = problem is ArgumentException { ParamName: { } name } ? problem.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : problem.Message;
            throw new FormatException($"{place}: {message}", problem);
        }
    }
}
