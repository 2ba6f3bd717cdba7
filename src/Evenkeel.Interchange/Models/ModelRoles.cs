using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Forensics;
using Evenkeel.Formats;
using Evenkeel.Formats.Onnx;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange.Models;

/// <summary>What each tensor of a model file does, and why it is taken for that.</summary>
/// <remarks>
/// A file that holds a graph says it itself. Of any other, names and shapes are compared with one table of rules, the first of which decides: names as PyTorch, torchvision, timm,
/// transformers, peft, Keras, Flax, Haiku and llama.cpp give them. Fans follow from the role. What cannot be known is said in the reason: a grouped convolution's number of groups
/// (fan-in does not need it), a transposed convolution without a bias.
/// </remarks>
public static class ModelRoles
{
    private static readonly (TensorRole Role, string Word)[] Words =
    [
        (TensorRole.Unknown, "unknown"), (TensorRole.Dense, "dense"), (TensorRole.Convolution, "convolution"), (TensorRole.Depthwise, "depthwise"), (TensorRole.Transposed, "transposed"),
        (TensorRole.Embedding, "embedding"), (TensorRole.Packed, "packed"), (TensorRole.LoraA, "lora-a"), (TensorRole.LoraB, "lora-b"), (TensorRole.Bias, "bias"),
        (TensorRole.NormScale, "norm-scale"), (TensorRole.NormShift, "norm-shift"), (TensorRole.RunningMean, "running-mean"), (TensorRole.RunningVariance, "running-variance"),
        (TensorRole.Constant, "constant"),
    ];

    private static readonly string[] AxesWords = ["no axes", "one axis", "two axes", "three axes", "four axes", "five axes"];

    /// <summary>The words for roles, as tables show and options take them.</summary>
    public static IReadOnlyList<string> AllWords { get; } = [.. Words.Select(known => known.Word)];

    /// <summary>Gives the word for a role.</summary>
    /// <param name="role">The role.</param>
    /// <returns>For example <c>convolution</c> or <c>norm-scale</c>.</returns>
    public static string Word(TensorRole role) => Array.Find(Words, known => known.Role == role).Word;

    /// <summary>Finds the role that a word means.</summary>
    /// <param name="word">One of <see cref="AllWords"/>, in any case; <c>conv</c> is short for a convolution.</param>
    /// <returns>The role.</returns>
    /// <exception cref="FormatException">There is no such role; the nearest is suggested.</exception>
    public static TensorRole Find(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        foreach ((TensorRole role, string known) in Words)
        {
            if (string.Equals(known, word, StringComparison.OrdinalIgnoreCase) || (role == TensorRole.Convolution && string.Equals(word, "conv", StringComparison.OrdinalIgnoreCase)))
            {
                return role;
            }
        }

        throw new FormatException($"Unknown role '{word}'.{Spelling.Suggestion(word, AllWords)}");
    }

    /// <summary>Finds out what each tensor of a file does.</summary>
    /// <param name="file">The open file; its elements are not read.</param>
    /// <param name="rules">What a person says instead, which wins over graph, name and shape; null for nothing.</param>
    /// <returns>The tensors in the file's order, each with its role, a reason and, where fans are known, the layer's weights.</returns>
    /// <exception cref="FormatException">A rule's pattern matches no tensor, or the axes of one it matches do not fit what it says.</exception>
    public static ImmutableArray<ModelTensor> Assign(TensorFile file, RoleRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        return [.. Assign(file.Tensors, rules, file.FileName, file as OnnxFile)];
    }

    /// <summary>What names, shapes, a graph and a person say.</summary>
    internal static ModelTensor[] Assign(IReadOnlyList<TensorInfo> infos, RoleRules? rules = null, string fileName = "", OnnxFile? graph = null)
    {
        ModelRolesFile file = new(infos);
        ModelTensor[] tensors = new ModelTensor[infos.Count];
        bool[] isNamed = new bool[infos.Count];
        for (int i = 0; i < tensors.Length; i++)
        {
            (ModelRolesRule rule, string clue) = Decide(file, i);
            isNamed[i] = rule.Leaf != "*" || rule.Anywhere.Length > 0;
            tensors[i] = new()
            {
                Info = infos[i], Role = rule.Role, Weights = Read(rule.Form, file, i),
                Reason = $"named '{file.Paths[i].Tail}', {Axes(infos[i].Shape.Length)}{clue}: {rule.Reason}",
            };
        }

        if (graph is not null)
        {
            ModelRolesGraph.Apply(graph, tensors, at => isNamed[at]);
        }

        rules?.Apply(tensors, fileName);
        Join(file, tensors);
        return tensors;
    }

    /// <summary>The first rule that takes a tensor.</summary>
    internal static (ModelRolesRule Rule, string Clue) Decide(ModelRolesFile file, int at)
    {
        foreach (ModelRolesRule rule in ModelRolesTable.All)
        {
            if (rule.Takes(file.Paths[at], file.Tensors[at].Shape.Length) && file.Says(rule.Clue, at) is { } clue)
            {
                return (rule, clue);
            }
        }

        return (ModelRolesTable.All[^1], "");
    }

    private static WeightShape? Read(string form, ModelRolesFile file, int at)
    {
        if (form.EndsWith("groups", StringComparison.Ordinal))
        {
            return ModelRolesForm.Read(string.Create(CultureInfo.InvariantCulture, $"{form} {file.Groups(at)}"), file.Tensors[at].Shape);
        }

        int gates = form.EndsWith("gates", StringComparison.Ordinal) ? file.Gates(at) : 0;
        string read = gates > 0 ? form.Replace("gates", string.Create(CultureInfo.InvariantCulture, $"packed {gates}"), StringComparison.Ordinal) : form;
        return read.EndsWith("gates", StringComparison.Ordinal) ? null : ModelRolesForm.Read(read, file.Tensors[at].Shape);
    }

    /// <summary>Gives biases the weights that they belong to.</summary>
    private static void Join(ModelRolesFile file, ModelTensor[] tensors)
    {
        for (int i = 0; i < tensors.Length; i++)
        {
            if (tensors[i].Role != TensorRole.Bias || tensors[i].Weights is not null || file.WeightsOf(i) is not (>= 0 and var at))
            {
                continue;
            }

            ModelTensor layer = tensors[at];
            if (layer.Role == TensorRole.NormScale)
            {
                tensors[i] = tensors[i] with { Role = TensorRole.NormShift, Weights = ModelRolesForm.Read("vector", tensors[i].Info.Shape), WeightsName = layer.Info.Name, Reason = $"named '{file.Paths[i].Tail}' beside a scale: the shift of a normalization" };
            }
            else if (layer.Weights is { } weights)
            {
                tensors[i] = tensors[i] with { Weights = weights, WeightsName = layer.Info.Name, Reason = $"named '{file.Paths[i].Tail}': added to the units of the layer of '{layer.Info.Name}'" };
            }
        }
    }

    private static string Axes(int count) => count < AxesWords.Length ? AxesWords[count] : string.Create(CultureInfo.InvariantCulture, $"{count} axes");
}
