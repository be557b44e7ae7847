extension SkillCatalogue {
    static let home = """
        carpentry | Carpentry | tischlern, carpintería, schreinern, joinery
        woodworking | Woodworking | holzarbeiten, woodwork, holzbearbeitung, trabajar la madera
        woodturning | Woodturning | drechseln, torneado de madera, lathe
        furniture-restoration | Furniture restoration | möbel restaurieren, restaurar muebles, furniture repair
        upholstery | Upholstery | polstern, tapicería, caning
        furniture-assembly | Furniture assembly | flat pack, möbel aufbauen, montar muebles
        home-repairs | Home repairs | diy, handyman, heimwerken, bricolaje, home improvement, do it yourself
        home-renovation | Home renovation | renovation, renovieren, remodeling, reformas
        house-painting | Painting and decorating | wall painting, wallpapering, tapezieren, pintar paredes
        tiling | Tiling | fliesen legen, alicatado
        plastering | Plastering | verputzen, drywall, trockenbau
        bricklaying | Bricklaying | masonry, mauern, albañilería
        plumbing | Plumbing | sanitär, fontanería, plomería, klempnern
        electrical-work | Electrical work | electrical wiring, elektroinstallation, electricidad, wiring
        soldering | Soldering | löten, soldar, soldering electronics
        electronics | Electronics | elektronik, electrónica, circuits, circuit design
        electronics-repair | Electronics repair | phone repair, handy reparieren, computer repair, appliance repair
        pc-building | Building computers | pc building, build a pc, computer zusammenbauen
        welding | Welding | schweißen, soldadura, mig welding, tig welding
        metalworking | Metalworking | metal work, metallbearbeitung, machining, milling
        blacksmithing | Blacksmithing | schmieden, herrería, forging, knife making
        bicycle-repair | Bicycle repair | bike repair, bike maintenance, fahrradreparatur, reparar bicicletas
        car-repair | Car repair | car maintenance, auto repair, auto mechanics, autoreparatur, mecánica de coches, kfz
        motorcycle-repair | Motorcycle repair | motorrad reparieren, motorbike maintenance
        driving | Driving | autofahren, conducir, driving lessons, driving theory
        motorcycling | Motorcycling | motorrad fahren, motorbike riding
        clothes-mending | Mending clothes | clothes repair, kleidung flicken, darning, visible mending, remendar ropa
        laundry | Laundry and ironing | laundry, ironing, bügeln, wäsche waschen, stain removal
        cleaning | Cleaning | putzen, limpieza, housekeeping, haushalt
        decluttering | Decluttering | organising, organizing, ausmisten, konmari, tidying, ordnung halten
        interior-design | Interior design | innenarchitektur, inneneinrichtung, diseño de interiores, home decor
        energy-saving | Saving energy at home | energy saving, insulation, energie sparen, ahorro de energía
        solar-power | Solar power | photovoltaics, balkonkraftwerk, energía solar, solar panels
        clock-repair | Clock and watch repair | watch repair, watchmaking, uhrmacher, relojería
        instrument-building | Instrument building | luthier, lutherie, instrumentenbau, guitar building
        locksmithing | Lock picking | locksmithing, schlösser öffnen
        sharpening | Sharpening tools | knife sharpening, messer schärfen, afilar cuchillos
        van-conversion | Van conversion | camper van building, wohnmobil ausbauen, camperizar
        drones | Drone flying | drones, drohnen, fpv, pilotar drones
        ham-radio | Amateur radio | ham radio, amateurfunk, radioafición
        picture-framing | Picture framing | framing, bilder rahmen
        """
}
