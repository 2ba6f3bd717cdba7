using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Formats.Onnx;

namespace Evenkeel.Interchange;

/// <summary>Nodes of an ONNX graph that grows from its inputs to its outputs.</summary>
internal sealed class OnnxGraph
{
    private readonly ImmutableArray<OnnxNode>.Builder nodes = ImmutableArray.CreateBuilder<OnnxNode>();

    /// <summary>The nodes so far.</summary>
    public ImmutableArray<OnnxNode> Nodes => nodes.ToImmutable();

    /// <summary>Adds an operation.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="inputs">The values it takes.</param>
    /// <param name="output">What to call its result.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The result's name.</returns>
    public string Add(string operation, string[] inputs, string output, params (string Name, OnnxValue Value)[] attributes)
    {
        nodes.Add(new()
        {
            OpType = operation,
            Name = output,
            Inputs = [.. inputs],
            Outputs = [output],
            Attributes = attributes.Length == 0 ? FrozenDictionary<string, OnnxValue>.Empty : attributes.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal),
        });
        return output;
    }

    /// <summary>Adds an operation whose result nobody looks at.</summary>
    public string Add(string operation, string[] inputs, params (string Name, OnnxValue Value)[] attributes) =>
        Add(operation, inputs, string.Create(CultureInfo.InvariantCulture, $"value.{nodes.Count + 1}"), attributes);

    /// <summary>Adds a number.</summary>
    public string Number(double number) => Add("Constant", [], ("value_float", OnnxValue.Of(number)));
}
