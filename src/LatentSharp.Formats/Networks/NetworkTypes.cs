namespace LatentSharp;

/// <summary>
/// The closed table of what a saved network can name. A new layer is one line here; its settings follow from its constructor and init properties. Classes of
/// one's own are added by <see cref="Register{T}"/>; a file that names anything else is refused.
/// </summary>
public static class NetworkTypes
{
    private static readonly NetworkKind[] Kinds =
    [
        new(typeof(Layer), null, new(StringComparer.Ordinal)
        {
            ["activation"] = typeof(Activation),
            ["activity_regularization"] = typeof(ActivityRegularization),
            ["add"] = typeof(Add),
            ["alpha_dropout"] = typeof(AlphaDropout),
            ["average"] = typeof(Average),
            ["average_pooling1d"] = typeof(AveragePooling1D),
            ["average_pooling2d"] = typeof(AveragePooling2D),
            ["average_pooling3d"] = typeof(AveragePooling3D),
            ["batch_normalization"] = typeof(BatchNormalization),
            ["bidirectional"] = typeof(Bidirectional),
            ["category_encoding"] = typeof(CategoryEncoding),
            ["center_crop"] = typeof(CenterCrop),
            ["concatenate"] = typeof(Concatenate),
            ["conv_lstm2d"] = typeof(ConvLSTM2D),
            ["conv1d"] = typeof(Conv1D),
            ["conv1d_transpose"] = typeof(Conv1DTranspose),
            ["conv2d"] = typeof(Conv2D),
            ["conv2d_transpose"] = typeof(Conv2DTranspose),
            ["conv3d"] = typeof(Conv3D),
            ["conv3d_transpose"] = typeof(Conv3DTranspose),
            ["cropping1d"] = typeof(Cropping1D),
            ["cropping2d"] = typeof(Cropping2D),
            ["cropping3d"] = typeof(Cropping3D),
            ["dense"] = typeof(Dense),
            ["depthwise_conv1d"] = typeof(DepthwiseConv1D),
            ["depthwise_conv2d"] = typeof(DepthwiseConv2D),
            ["discretization"] = typeof(Discretization),
            ["dot"] = typeof(Dot),
            ["dropout"] = typeof(Dropout),
            ["elu"] = typeof(ELU),
            ["embedding"] = typeof(Embedding),
            ["flatten"] = typeof(Flatten),
            ["gaussian_dropout"] = typeof(GaussianDropout),
            ["gaussian_noise"] = typeof(GaussianNoise),
            ["global_average_pooling1d"] = typeof(GlobalAveragePooling1D),
            ["global_average_pooling2d"] = typeof(GlobalAveragePooling2D),
            ["global_average_pooling3d"] = typeof(GlobalAveragePooling3D),
            ["global_max_pooling1d"] = typeof(GlobalMaxPooling1D),
            ["global_max_pooling2d"] = typeof(GlobalMaxPooling2D),
            ["global_max_pooling3d"] = typeof(GlobalMaxPooling3D),
            ["group_normalization"] = typeof(GroupNormalization),
            ["gru"] = typeof(GRU),
            ["gru_cell"] = typeof(GRUCell),
            ["input"] = typeof(Input),
            ["layer_normalization"] = typeof(LayerNormalization),
            ["leaky_relu"] = typeof(LeakyReLU),
            ["lstm"] = typeof(LSTM),
            ["lstm_cell"] = typeof(LSTMCell),
            ["masking"] = typeof(Masking),
            ["max_pooling1d"] = typeof(MaxPooling1D),
            ["max_pooling2d"] = typeof(MaxPooling2D),
            ["max_pooling3d"] = typeof(MaxPooling3D),
            ["maximum"] = typeof(Maximum),
            ["minimum"] = typeof(Minimum),
            ["model"] = typeof(Model),
            ["multiply"] = typeof(Multiply),
            ["normalization"] = typeof(Normalization),
            ["permute"] = typeof(Permute),
            ["prelu"] = typeof(PReLU),
            ["relu"] = typeof(ReLU),
            ["repeat_vector"] = typeof(RepeatVector),
            ["rescaling"] = typeof(Rescaling),
            ["reshape"] = typeof(Reshape),
            ["resizing"] = typeof(Resizing),
            ["rms_normalization"] = typeof(RMSNormalization),
            ["rnn"] = typeof(RNN),
            ["sampling"] = typeof(Sampling),
            ["separable_conv1d"] = typeof(SeparableConv1D),
            ["separable_conv2d"] = typeof(SeparableConv2D),
            ["sequential"] = typeof(Sequential),
            ["simple_rnn"] = typeof(SimpleRNN),
            ["simple_rnn_cell"] = typeof(SimpleRNNCell),
            ["softmax"] = typeof(Softmax),
            ["spatial_dropout1d"] = typeof(SpatialDropout1D),
            ["spatial_dropout2d"] = typeof(SpatialDropout2D),
            ["stacked_rnn_cells"] = typeof(StackedRNNCells),
            ["subtract"] = typeof(Subtract),
            ["time_distributed"] = typeof(TimeDistributed),
            ["unit_normalization"] = typeof(UnitNormalization),
            ["up_sampling1d"] = typeof(UpSampling1D),
            ["up_sampling2d"] = typeof(UpSampling2D),
            ["up_sampling3d"] = typeof(UpSampling3D),
            ["zero_padding1d"] = typeof(ZeroPadding1D),
            ["zero_padding2d"] = typeof(ZeroPadding2D),
            ["zero_padding3d"] = typeof(ZeroPadding3D),
        }),
        new(typeof(ActivationFunction), typeof(Activations), []),
        new(typeof(Initializer), typeof(Initializers), []),
        new(typeof(Regularizer), typeof(Regularizers), []),
        new(typeof(Constraint), typeof(Constraints), []),
        new(typeof(Metric), typeof(Metrics), []),
        new(typeof(Loss), typeof(Losses), []),
        new(typeof(Optimizer), null, new(StringComparer.Ordinal)
        {
            ["adadelta"] = typeof(Adadelta),
            ["adafactor"] = typeof(Adafactor),
            ["adagrad"] = typeof(Adagrad),
            ["adam"] = typeof(Adam),
            ["adamax"] = typeof(Adamax),
            ["adamw"] = typeof(AdamW),
            ["ftrl"] = typeof(Ftrl),
            ["lamb"] = typeof(Lamb),
            ["lion"] = typeof(Lion),
            ["nadam"] = typeof(Nadam),
            ["rmsprop"] = typeof(RmsProp),
            ["sgd"] = typeof(Sgd),
        }),
        new(typeof(Schedule), null, new(StringComparer.Ordinal)
        {
            ["cosine_decay"] = typeof(CosineDecay),
            ["cosine_decay_restarts"] = typeof(CosineDecayRestarts),
            ["exponential_decay"] = typeof(ExponentialDecay),
            ["inverse_time_decay"] = typeof(InverseTimeDecay),
            ["piecewise_constant_decay"] = typeof(PiecewiseConstantDecay),
            ["polynomial_decay"] = typeof(PolynomialDecay),
        }),
    ];

    /// <summary>The classes that have a name.</summary>
    internal static IEnumerable<Type> Known => Kinds.SelectMany(kind => kind.Types.Values);

    /// <summary>
    /// Lets networks with parts of a class of one's own be saved and loaded: a layer, a model, an activation, an initializer, a regularizer, a constraint, a
    /// loss, a metric, an optimizer or a schedule. Its configuration is the parameters of its public constructor, each with a public property of the same
    /// name, and its public init properties.
    /// </summary>
    /// <param name="name">What files call it; it stays the same for ever, and is the same where the file is loaded.</param>
    /// <exception cref="BadArgumentException">The name is taken, or the class tells too little of itself to be made again.</exception>
    public static void Register<T>(string name) where T : class
    {
        ArgumentNullException.ThrowIfNull(name);
        var type = typeof(T);
        if (name.Length is 0 or > 100 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.')))
            throw new BadArgumentException($"Register: '{ConfigValue.Shorten(name)}' is no name for {type.Name}; it has up to 100 letters, digits, '_', '-' and '.'.");
        if (Array.Find(Kinds, kind => kind.Root.IsAssignableFrom(type)) is not { } kind || type.IsAbstract)
            throw new BadArgumentException($"Register: {type.Name} is no class of a network's part that can be made; {string.Join(", ", Kinds.Select(known => known.What))} can be registered.");
        if (TypeSettings.Of(type).Constructor is null) throw new BadArgumentException(Unmade(type));
        kind.Register(name, type);
    }

    /// <summary>The kind of something, null when networks do not consist of such things.</summary>
    internal static NetworkKind? KindOf(Type type) => Array.Find(Kinds, kind => kind.Root.IsAssignableFrom(type));

    internal static string Unmade(Type type) =>
        $"Register: {type.Name} cannot be made again; it needs a public constructor whose parameters each have a public property of the same name, as 'units' and 'Units'.";
}
