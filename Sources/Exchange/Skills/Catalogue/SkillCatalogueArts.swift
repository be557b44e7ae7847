extension SkillCatalogue {
    static let arts = """
        drawing | Drawing | sketching, zeichnen, dibujo, dibujar, pencil drawing
        figure-drawing | Figure drawing | life drawing, aktzeichnen, anatomy for artists
        portrait-drawing | Portrait drawing | porträtzeichnen, portraits, dibujo de retratos
        perspective-drawing | Perspective drawing | perspective, urban sketching
        painting | Painting | malerei, malen, pintura, pintar
        watercolour | Watercolour | watercolor, aquarell, acuarela, aquarellmalerei
        oil-painting | Oil painting | ölmalerei, óleo, oils
        acrylic-painting | Acrylic painting | acrylics, acrylmalerei, acrílico
        digital-painting | Digital painting | digital art, procreate, krita, digitales malen
        comics | Comics and manga | comics, manga, cartooning, comic zeichnen, historieta, graphic novels
        illustration | Illustration | illustrieren, ilustración, book illustration
        graphic-design | Graphic design | grafikdesign, diseño gráfico, logo design, canva
        typography | Typography | typografie, tipografía, type design, lettering
        calligraphy | Calligraphy | kalligrafie, kalligraphie, caligrafía, hand lettering
        photoshop | Photoshop | adobe photoshop, gimp, photo retouching, bildbearbeitung
        lightroom | Lightroom | adobe lightroom, photo editing, darktable
        adobe-illustrator | Adobe Illustrator | illustrator, inkscape, vector graphics
        indesign | InDesign | adobe indesign, desktop publishing, affinity publisher
        figma | Figma
        photography | Photography | photo, fotografie, fotografía, dslr, portrait photography, fotografieren
        film-photography | Film photography | analogue photography, analog photography, darkroom, analogfotografie
        video-editing | Video editing | premiere, premiere pro, davinci resolve, final cut, videoschnitt
        filmmaking | Filmmaking | cinematography, filmemachen, cine, videography
        animation | Animation | 2d animation, after effects, motion design, stop motion, animación
        blender | Blender | blender 3d, 3d modelling, 3d modeling, 3d art, modelado 3d
        cad | Computer-aided design | cad, autocad, fusion 360, solidworks, freecad, sketchup
        3d-printing | 3D printing | 3d druck, impresión 3d, 3d printer
        pottery | Pottery | ceramics, töpfern, cerámica, keramik, wheel throwing
        sculpture | Sculpture | sculpting, bildhauerei, escultura, clay modelling
        woodcarving | Wood carving | whittling, schnitzen, talla de madera
        printmaking | Printmaking | linocut, linoldruck, screen printing, siebdruck, grabado, etching, printing
        bookbinding | Bookbinding | buchbinden, encuadernación, binding
        origami | Origami | paper folding, papierfalten, papercraft
        knitting | Knitting | stricken, tejer, tricot
        crochet | Crochet | crocheting, häkeln, ganchillo, amigurumi
        sewing | Sewing | nähen, costura, coser, sewing machine
        dressmaking | Dressmaking | tailoring, schneidern, pattern cutting, patronaje, fashion design
        embroidery | Embroidery | sticken, bordado, cross stitch, kreuzstich
        quilting | Quilting | patchwork
        weaving | Weaving | weben, tapestry, telar
        macrame | Macramé | knotting
        spinning-wool | Spinning wool | hand spinning, spinnrad, hilar lana
        felting | Felting | filzen, needle felting
        jewellery-making | Jewellery making | jewelry making, goldsmithing, silversmithing, joyería, beading
        leatherwork | Leatherwork | leather craft, lederarbeiten, marroquinería
        glass-art | Stained glass | glass art, glasmalerei, vidriera, glass blowing
        candle-making | Candle making | kerzen gießen
        soap-making | Soap making | seife sieden, jabón artesanal
        model-making | Model making | scale models, modellbau, miniature painting, modelismo
        acting | Acting | schauspiel, drama, teatro, actuación, stage acting
        improv | Improv theatre | improv, improv comedy, improtheater, improvisational theatre
        stand-up-comedy | Stand-up comedy | stand-up, comedy writing
        storytelling | Storytelling | oral storytelling, geschichten erzählen
        puppetry | Puppetry | puppet theatre, puppentheater, títeres
        magic-tricks | Magic tricks | conjuring, card magic, zaubern, close-up magic, trucos de magia
        makeup | Make-up | makeup artistry, cosmetics, schminken, maquillaje
        face-painting | Face painting | kinderschminken, body painting
        """
}
