namespace LatentSharp;

/// <summary>
/// A part of a network: a function of tensors with parameters of its own. A layer learns the shape of its input at its first call and
/// creates its parameters then.
/// </summary>
public abstract partial class Layer
{
    private List<Parameter> parameters = [];
    private RandomStream place = new(0);
    private WeightSource? source;
    private bool alone;
    private List<WeightRule> rules = [];

    /// <summary>The name of the layer within its network; by default its kind, with a number when there are several.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Whether training changes its parameters. Setting it sets it for all inner layers. Read when a model is compiled: a model that was
    /// compiled before goes on as it was.
    /// </summary>
    public bool Trainable
    {
        get;
        set
        {
            field = value;
            foreach (var layer in Layers) layer.Trainable = value;
        }
    } = true;

    /// <summary>Whether the parameters exist.</summary>
    public bool IsBuilt { get; private set; }

    /// <summary>The parameters of this layer itself, in the order of their creation.</summary>
    public IReadOnlyList<Parameter> OwnParameters => parameters;

    /// <summary>The layers that this one consists of, in order; none for most.</summary>
    public virtual IReadOnlyList<Layer> Layers => [];

    /// <summary>
    /// The path from the network to this layer, as <c>encoder/dense_1</c>; it names its weights and seeds its random numbers.
    /// </summary>
    public string Path { get; private set; } = "";

    /// <summary>The number of numbers in all parameters, those of inner layers included.</summary>
    public int ParameterCount => AllParameters().Sum(parameter => parameter.Parameter.Shape.Count);

    /// <summary>The shape of input, batch axis included, that the parameters were made for.</summary>
    internal Shape BuiltFor { get; private set; }

    /// <summary>The layer's kind as a name, in lower case with underscores: <c>dense</c>.</summary>
    internal virtual string Kind => Naming.SnakeCase(GetType().Name);

    /// <summary>
    /// The shape of the result, batch axis included, for an input of this shape; unknown sizes stay <see cref="Shape.Any"/>.
    /// </summary>
    /// <exception cref="BadArgumentException">The layer does not take such an input.</exception>
    public abstract Shape OutputShape(Shape input);

    /// <summary>How many results a call has: one for most layers.</summary>
    public virtual int OutputCount => 1;

    /// <summary>
    /// Whether the layer knows masks: it passes that of its input on to its result, or what <see cref="OutputMask"/> says. Default false: a
    /// mask ends there, and
    /// <see cref="Warnings"/> tells.
    /// </summary>
    public virtual bool SupportsMasking => false;

    /// <summary>
    /// The shapes of all results for inputs of these shapes. A <see cref="MultiTensorLayer"/> overrides it; of any other layer it is what
    /// <see cref="OutputShape"/> says.
    /// </summary>
    /// <exception cref="BadArgumentException">The layer does not take such inputs.</exception>
    public virtual Shape[] OutputShapes(ReadOnlySpan<Shape> inputs) =>
        inputs.Length == 1 ? [OutputShape(inputs[0])] : throw TakesOne(inputs.Length);

    /// <summary>All parameters with their full names, as <c>encoder/dense_1/kernel</c>.</summary>
    public IEnumerable<NamedParameter> AllParameters()
    {
        foreach (var parameter in parameters) yield return new NamedParameter($"{Path}/{parameter.Name}".TrimStart('/'), parameter, this);
        foreach (var layer in Layers)
        {
            foreach (var inner in layer.AllParameters()) yield return inner;
        }
    }

    /// <summary>The parameters that training changes: those that are trainable in layers that are, all the way up.</summary>
    public IEnumerable<Parameter> TrainableParameters() =>
        Trainable
            ? parameters.Where(parameter => parameter.Trainable).Concat(Layers.SelectMany(layer => layer.TrainableParameters()))
            : [];

    /// <summary>The regularizers and constraints of the parameters of this layer itself.</summary>
    internal IReadOnlyList<WeightRule> OwnRules => rules;

    /// <summary>
    /// Copies of all parameters by their full names. A network that says what it takes is built, if it is not yet; of any other there are
    /// none before.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> GetWeights()
    {
        BuildDeclared();
        return AllParameters().ToDictionary(named => named.Name, named => named.Parameter.Snapshot(), StringComparer.Ordinal);
    }

    /// <summary>Replaces all parameters.</summary>
    /// <exception cref="BadArgumentException">A weight is missing, left over or of another shape; nothing is replaced then.</exception>
    public void SetWeights(IReadOnlyDictionary<string, Tensor> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var parameters = AllParameters().ToList();
        foreach (var named in parameters)
        {
            if (!weights.TryGetValue(named.Name, out var value)) throw new BadArgumentException($"SetWeights: {named.Name} is missing.");
            if (value.Shape != named.Parameter.Shape || value.DType != DType.Float32)
                throw new BadArgumentException(
                    $"SetWeights: {named.Name} has {value.DType} {value.Shape}; the network needs Float32 {named.Parameter.Shape}.");
        }
        var names = parameters.Select(named => named.Name).ToHashSet(StringComparer.Ordinal);
        if (weights.Keys.FirstOrDefault(name => !names.Contains(name)) is { } extra)
            throw new BadArgumentException($"SetWeights: the network has no parameter {extra}.");
        foreach (var named in parameters) named.Parameter.Assign(weights[named.Name]);
    }

    /// <summary>Creates the parameters for inputs of this shape (batch axis included), unless they exist.</summary>
    /// <exception cref="BadArgumentException">The layer exists for inputs of another shape.</exception>
    /// <param name="input">The shape.</param>
    /// <param name="path">The path from the network to this layer.</param>
    /// <param name="random">What initial values are drawn from.</param>
    /// <param name="weights">Where values come from in place of the initializers.</param>
    internal void Build(Shape input, string path, RandomStream random, WeightSource? weights = null)
    {
        if (IsBuilt)
        {
            if (input != BuiltFor && !Accepts(BuiltFor, input))
                throw new BadArgumentException($"{Path}: was built for inputs of shape {BuiltFor}; {input} does not fit.");
            if (alone) MoveTo(path);
            return;
        }
        (Path, alone) = (path, path.Length == 0);
        BuildParameters(input, new Builder(this, random, weights));
        BuiltFor = Generalized(input);
        IsBuilt = true;
    }

    /// <summary>
    /// What was built outside of any network gets its names where it becomes a part of one, so that they are unique there.
    /// </summary>
    private void MoveTo(string path)
    {
        if (path.Length == 0) return;
        alone = false;
        foreach (var layer in Layers) layer.Reroot(Path, path);
        Path = path;
    }

    private void Reroot(string from, string to)
    {
        foreach (var layer in Layers) layer.Reroot(from, to);
        if (from.Length == 0) Path = $"{to}/{Path}";
        else if (Path.StartsWith($"{from}/", StringComparison.Ordinal)) Path = to + Path[from.Length..];
    }

    /// <summary>
    /// The inputs that the parameters fit, for an input that they were made for: <see cref="Shape.Any"/> where a size does not matter.
    /// </summary>
    private protected virtual Shape Generalized(Shape input) => input;

    /// <summary>A new layer of the same settings, without parameters.</summary>
    internal virtual Layer CopyUnbuilt()
    {
        var copy = (Layer)MemberwiseClone();
        (copy.parameters, copy.rules, copy.IsBuilt, copy.Path, copy.place, copy.source, copy.alone) =
            ([], [], false, "", new(0), null, false);
        (copy.use, copy.parts, copy.endedMask) = (default, null, false);
        return copy;
    }

    /// <summary>Creates the parameters by <see cref="Builder.Add"/>, and inner layers by <see cref="Builder.Build"/>.</summary>
    protected internal virtual void BuildParameters(Shape input, Builder builder)
    {
    }

    /// <summary>Computes the result for a batch; the layer is built.</summary>
    protected internal abstract Tensor Forward(Tensor input, in CallContext context);

    /// <summary>
    /// Computes all results of all inputs. A <see cref="MultiTensorLayer"/> overrides it; of any other layer it is what the other form
    /// computes.
    /// </summary>
    protected internal virtual void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context) =>
        results[0] = inputs.Length == 1 ? Forward(inputs[0], context) : throw TakesOne(inputs.Length);

    /// <summary>
    /// The mask of the result, for an input whose <see cref="Tensor.Mask"/> may be default: that of the input when the layer
    /// <see cref="SupportsMasking"/>. Layers that know more about their result override it.
    /// </summary>
    protected internal virtual Tensor OutputMask(ReadOnlySpan<Tensor> inputs) => SupportsMasking ? inputs[0].Mask : default;

    /// <summary>
    /// Creates the parameters at the first call: in the place that a network of one's own gave the layer, or outside of any.
    /// </summary>
    private protected virtual void BuildAlone(ReadOnlySpan<Shape> inputs)
    {
        var placed = Path.Length > 0;
        Build(inputs[0].With(0, Shape.Any), placed ? Path : Name ?? Kind, place, source);
        alone = !placed;
    }

    /// <summary>Creates the parameters of a layer that says what it takes, if it is not built yet; networks may.</summary>
    private protected virtual void BuildDeclared()
    {
    }

    private BadArgumentException TakesOne(int given) => new($"{Name ?? GetType().Name}: was called on {given} inputs; it takes one.");

    /// <summary>This layer's own random stream of a step.</summary>
    protected RandomStream RandomOf(in CallContext context) => context.Random.Derive(Path);

    private static bool Accepts(Shape built, Shape given) =>
        built.Rank == given.Rank
            && Enumerable.Range(1, built.Rank - 1).All(axis =>
                built[axis] == given[axis] || given[axis] == Shape.Any || built[axis] == Shape.Any);

    /// <summary>Creates parameters and inner layers of a layer that is being built.</summary>
    protected internal readonly struct Builder
    {
        private readonly Layer owner;
        private readonly RandomStream random;
        private readonly WeightSource? weights;

        internal Builder(Layer owner, RandomStream random, WeightSource? weights) =>
            (this.owner, this.random, this.weights) = (owner, random, weights);

        /// <summary>Adds a parameter, drawn from a stream of its own.</summary>
        public Parameter Add(
            string name, Shape shape, Initializer initializer, Fans fans = default, bool trainable = true,
            Regularizer? regularizer = null, Constraint? constraint = null)
        {
            Require.Given(initializer, $"{owner.Where}: the initializer of {name}");
            var path = $"{owner.Path}/{name}";
            var parameter = new Parameter(
                name, weights?.Invoke(path.TrimStart('/'), shape) ?? initializer.Create(shape, fans, random.Derive(path)), trainable);
            owner.parameters.Add(parameter);
            if (regularizer is not null || constraint is not null) owner.rules.Add(new WeightRule(parameter, regularizer, constraint));
            return parameter;
        }

        /// <summary>Gives inner layers their names; each is built when it is first called.</summary>
        public void Adopt(IReadOnlyList<Layer> inner)
        {
            var names = Naming.Unique(inner);
            for (var i = 0; i < names.Length; i++)
            {
                var path = owner.Path.Length == 0 ? names[i] : $"{owner.Path}/{names[i]}";
                if (inner[i].alone) inner[i].MoveTo(path);
                if (inner[i].IsBuilt) continue;
                inner[i].Path = path;
                (inner[i].place, inner[i].source) = (random, weights);
            }
        }

        /// <summary>Builds an inner layer under a name that is unique within the owner.</summary>
        public void Build(Layer inner, string name, Shape input) =>
            inner.Build(input, owner.Path.Length == 0 ? name : $"{owner.Path}/{name}", random, weights);
    }
}

/// <summary>A parameter with its full name and the layer that owns it.</summary>
public readonly record struct NamedParameter(string Name, Parameter Parameter, Layer Layer);

/// <summary>
/// Where a parameter of this full name and shape gets its values from when a saved network is built; null for its initializer.
/// </summary>
public delegate Tensor? WeightSource(string name, Shape shape);

/// <summary>What training minds about a parameter beside its gradient.</summary>
internal readonly record struct WeightRule(Parameter Parameter, Regularizer? Regularizer, Constraint? Constraint);
